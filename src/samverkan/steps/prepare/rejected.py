"""The rows of a file that could not be read: each with its number, column, value and what to mend."""

import pyarrow.parquet as pq
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverkan.datasets import queries
from samverkan.datasets.models import Import
from samverkan.datasets.readers.rejected import to_csv
from samverkan.datasets.store import rows_of
from samverkan.web.screens import ScopedRequest, screen

PER_PAGE = 100


@screen("dataset.view", feature="2.3")
def rejected(request: ScopedRequest, pk: int) -> HttpResponse:
    row = _import(request, pk)
    table = pq.read_table(rows_of(row.rejected_sha256))
    page = Paginator(range(table.num_rows), PER_PAGE).get_page(request.GET.get("page"))
    lines = table.slice(page.start_index() - 1, PER_PAGE).to_pylist()
    return render(request, "prepare/rejected.html", {"import": row, "page": page, "lines": lines})


@screen("dataset.view", feature="2.3")
def rejected_csv(request: ScopedRequest, pk: int) -> HttpResponse:
    row = _import(request, pk)
    text = to_csv(pq.read_table(rows_of(row.rejected_sha256)))
    headers = {"Content-Disposition": f'attachment; filename="rader-att-ratta-{row.pk}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _import(request: ScopedRequest, pk: int) -> Import:
    row = get_object_or_404(queries.imports(request.scope), pk=pk)
    if not row.rejected_sha256:
        raise Http404
    return row
