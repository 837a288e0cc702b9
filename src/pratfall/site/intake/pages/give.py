"""Files arrive: all in one form, or (with the script) one after the other into an upload that was opened for them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST

from pratfall.errors import Refused
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.intake.models import Upload
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role


@needs(Role.EDITOR)
@require_POST
def page(request: OrganisationRequest) -> HttpResponse:
    """The script asks for an open upload; a plain form brings everything at once."""
    assert request.user.is_authenticated
    upload = services.begin(organisation=request.organisation, by=request.user)
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"address": address(request, upload)}, status=201)
    refused = []
    for file in request.FILES.getlist("file"):
        try:
            services.receive(upload=upload, file=file)
        except Refused as error:
            refused.append(error_line(error, language_of(request)))
    if not upload.given.exists():
        services.throw_away(upload=upload)
        return framed(request, "given.html", status=422, refused=refused)
    services.start(upload=upload, by=request.user)
    if refused:  # what could be taken is being read already
        return framed(request, "given.html", status=422, refused=refused, address=address(request, upload))
    return HttpResponseRedirect(address(request, upload), status=303)


def address(request: OrganisationRequest, upload: Upload) -> str:
    return f"{request.organisation.base}/files/uploads/{upload.pk}/"
