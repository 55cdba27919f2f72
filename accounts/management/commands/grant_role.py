from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions import create_user, end_role, grant_role
from accounts.choices import Role
from accounts.models import User
from core.languages import SOURCE_LANGUAGE
from places.models import Country


class Command(BaseCommand):
    help = "Gives a person a role, or ends it. The way to the first administrator."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--country", help="two letters; without it the role holds for all countries")
        parser.add_argument("--name", help="makes an account with this name when there is none")
        parser.add_argument("--end", action="store_true", help="ends the role instead")

    @transaction.atomic
    def handle(self, *, email, role, country, name, end, **options):
        user = self.find(email, name)
        place = self.country(country)
        if end:
            ended = [end_role(grant=grant) for grant in user.current_grants if self.is_meant(grant, role, place)]
            self.stdout.write(f"{len(ended)} roles ended.")
            return
        try:
            grant_role(user=user, role=role, country=place)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} is {role} from now on.")

    def find(self, email: str, name: str | None) -> User:
        user = User.objects.filter(email__iexact=email).first()
        if user:
            return user
        if not name:
            raise CommandError(f"No account has the address {email}. With --name one is made.")
        try:
            return create_user(email=email, display_name=name, languages=[SOURCE_LANGUAGE])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def country(self, code: str | None) -> Country | None:
        if not code:
            return None
        found = Country.objects.filter(code=code.upper()).first()
        if not found:
            raise CommandError(f"There is no country {code}.")
        return found

    def is_meant(self, grant, role: str, place: Country | None) -> bool:
        return grant.role == role and grant.country == place
