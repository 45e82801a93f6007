"""Files to disk: all of them or none, and never over an edited file."""

from nb2prod.write.manifest import BASE, MANIFEST, Manifest, made_from, read_manifest
from nb2prod.write.package import Written, merged_texts, of_another, write_package
from nb2prod.write.user_edits import Edit, EditedFiles

__all__ = [
    "BASE",
    "MANIFEST",
    "Edit",
    "EditedFiles",
    "Manifest",
    "Written",
    "made_from",
    "merged_texts",
    "of_another",
    "read_manifest",
    "write_package",
]
