"""How much of a request with files is ever taken in."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from files.choices import LARGEST

MOST_IN_ONE_REQUEST = 4 * LARGEST


class BoundedUploadHandler(FileUploadHandler):
    """Keeps files in memory up to the bound and counts the rest, so that no request fills a disk.

    A file beyond the bound has its true size and not all of its content; receiving refuses it by its size.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.taken = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.content = io.BytesIO()
        self.dropped = False

    def receive_data_chunk(self, raw_data, start):
        fits = start + len(raw_data) <= LARGEST and self.taken + len(raw_data) <= MOST_IN_ONE_REQUEST
        if fits and not self.dropped:
            self.content.write(raw_data)
            self.taken += len(raw_data)
        else:
            self.dropped = True

    def file_complete(self, file_size):
        size = max(file_size, LARGEST + 1) if self.dropped else file_size
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )
