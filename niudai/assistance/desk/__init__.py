"""The one-stop desk: one record a visitor, whatever the matter."""
