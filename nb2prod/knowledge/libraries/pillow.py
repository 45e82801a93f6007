"""Pillow."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(
        name="PIL",
        distribution="pillow",
        reads=(
            Path("Image.open", 0, "fp", "PIL.Image.Image"),
            Path("ImageFont.truetype", 0, "font", "PIL.ImageFont.FreeTypeFont"),
        ),
        writes=(Path(".save", 0, "fp", needs="PIL"),),
        returns={"PIL.Image.Image": "Image.fromarray Image.new"},
        pure=".",
        pure_methods={"PIL.Image": "resize"},
        setting_objects="Image.MAX_IMAGE_PIXELS ImageFile.LOAD_TRUNCATED_IMAGES",
        loads="Image.open",
        prepares_data=".",
    ),
)
