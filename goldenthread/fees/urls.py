"""Where fees are found. Included at the root."""

from django.urls import path

from goldenthread.fees import views
from goldenthread.fees.states import InvoiceState

app_name = "fees"

_HERE = "together/<uuid:rel>/fees/"
_INVOICE = f"{_HERE}invoices/<uuid:uid>/"

urlpatterns = [
    path(_HERE, views.fees, name="fees"),
    path(f"{_HERE}packages/", views.put_package, name="put_package"),
    path(f"{_HERE}packages/<uuid:uid>/close/", views.close_package, name="close_package"),
    path(f"{_HERE}invoices/new/", views.new_invoice, name="new_invoice"),
    path(_INVOICE, views.invoice, name="invoice"),
    path(f"{_INVOICE}paper/", views.paper, name="paper"),
    path(f"{_INVOICE}paid/", views.mark, {"became": InvoiceState.PAID}, name="paid"),
    path(f"{_INVOICE}void/", views.mark, {"became": InvoiceState.VOID}, name="void"),
    path(f"{_INVOICE}open/", views.mark, {"became": InvoiceState.OPEN}, name="open_again"),
]
