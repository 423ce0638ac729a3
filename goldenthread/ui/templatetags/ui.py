"""Every component under one name: `{% load ui %}`. The list of props is /ui/, the gallery."""

from django import template

from goldenthread.ui.components import forms, frame, people, thread, words

register = template.Library()
for part in (frame, people, forms, words, thread):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
