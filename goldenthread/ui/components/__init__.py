"""Components: a function's signature is a component's contract. Loaded as `{% load ui %}`."""
