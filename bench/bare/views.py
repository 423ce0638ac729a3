"""The two pages: the newest twenty, and keeping one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bench.bare.models import Note


@login_required
def newest(request: HttpRequest) -> HttpResponse:
    """Show the newest twenty: title and first words, as the journal's list does."""
    notes = Note.objects.filter(author=request.user).order_by("-written_at")[:20]
    return render(request, "newest.html", {"notes": notes})


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what it brings."""
    if request.method != "POST":
        return render(request, "write.html")
    Note.objects.create(
        author=request.user,
        title=request.POST["title"],
        body=request.POST["body"],
        written_at=timezone.now(),
    )
    return redirect("newest")
