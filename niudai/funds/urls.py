"""Addresses of money, beneath office/funds/."""

from django.urls import path

from niudai.funds.views import bank, batches, ledger, lines, sources

urlpatterns = [
    path("", sources.funds, name="funds"),
    path("new/", sources.fund_new, name="fund_new"),
    path("ledger/", ledger.fund_ledger, name="fund_ledger"),
    path("ledger/export/", ledger.fund_ledger_export, name="fund_ledger_export"),
    path("ledger/<int:number>/correct/", ledger.fund_entry_correct, name="fund_entry_correct"),
    path("lines/", lines.fund_lines, name="fund_lines"),
    path("lines/<int:pk>/", lines.fund_line, name="fund_line"),
    path("lines/<int:pk>/act/<slug:act>/", lines.fund_line_act, name="fund_line_act"),
    path("lines/<int:pk>/reveal/<slug:field>/", lines.fund_line_reveal, name="fund_line_reveal"),
    path("batches/", batches.fund_batches, name="fund_batches"),
    path("batches/new/", batches.fund_batch_new, name="fund_batch_new"),
    path("batches/<int:pk>/", batches.fund_batch, name="fund_batch"),
    path("batches/<int:pk>/fill/", batches.fund_batch_fill, name="fund_batch_fill"),
    path("batches/<int:pk>/attach/", bank.fund_batch_attach, name="fund_batch_attach"),
    path("batches/<int:pk>/bank-file/", bank.fund_bank_file, name="fund_bank_file"),
    path("batches/<int:pk>/results/", bank.fund_results, name="fund_results"),
    path("batches/<int:pk>/results/<int:file>/", bank.fund_results_try, name="fund_results_try"),
    path("batches/<int:pk>/publicity/", batches.fund_publicity, name="fund_publicity"),
    path("batches/<int:pk>/calls/<int:call>/", lines.fund_call, name="fund_call"),
    path(
        "batches/<int:pk>/lines/<int:line>/take-out/",
        lines.fund_line_take_out,
        name="fund_line_take_out",
    ),
    path("batches/<int:pk>/move/<slug:move>/", batches.fund_batch_move, name="fund_batch_move"),
    path("<int:pk>/", sources.fund, name="fund"),
    path("<int:pk>/allow/", sources.fund_allow, name="fund_allow"),
    path("<int:pk>/allow/<int:allowance>/remove/", sources.fund_disallow, name="fund_disallow"),
    path("<int:pk>/commit/", sources.fund_commit, name="fund_commit"),
    path("<int:pk>/attach/", bank.fund_attach, name="fund_attach"),
    path("<int:pk>/statement/", sources.fund_statement, name="fund_statement"),
    path("<int:pk>/move/<slug:move>/", sources.fund_move, name="fund_move"),
]
