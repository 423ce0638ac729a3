"""How promises are told on any page: `{% load promises %}`."""
