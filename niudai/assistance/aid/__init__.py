"""Aid of every kind: asked for, checked, decided, paid."""
