"""What an org holds: objects, fields, types. Made by `import`, never written by hand. Knows no spec."""

from syncwright.inventory.model import Field, Object, Org

__all__ = ["Field", "Object", "Org"]
