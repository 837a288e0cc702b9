"""Static files under an asynchronous server."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

Answer = Callable[[HttpRequest], HttpResponseBase]


def sent_whole(get_response: Answer) -> Answer:
    """WhiteNoise streams files as a synchronous iterator, which Django's ASGI handler warns about and
    reads whole anyway; three small files may as well be read here, where they can be compressed too."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not isinstance(response, StreamingHttpResponse) or response.is_async:
            return response
        whole = HttpResponse(b"".join(response), status=response.status_code)
        response.close()
        for name, value in response.headers.items():
            whole.headers[name] = value
        return whole

    return answer
