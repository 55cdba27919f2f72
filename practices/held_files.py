from files.holders import holds_files_of_items
from practices.models import Attachment


@holds_files_of_items
def files_of_attachments(files) -> set:
    return set(Attachment.objects.filter(file__in=files).values_list("file_id", flat=True))
