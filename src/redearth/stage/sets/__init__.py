"""The art department: builds a set from its plan and moves the parts of it that events move."""
