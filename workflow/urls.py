"""Addresses of the office's pages about documents and tasks."""

from django.urls import path

from publication.choices import Ending
from workflow.views import dictionary, documents, drafts, endings, entries, lists, numbers, papers, steps, tasks

RETRACT = endings.ProposeEndingView.as_view(act=Ending.RETRACT)
CORRECT = endings.ProposeEndingView.as_view(act=Ending.CORRECT)

app_name = "workflow"
urlpatterns = [
    path("", lists.home, name="home"),
    path("desk/", lists.desk, name="desk"),
    path("board/", lists.board, name="board"),
    path("register/", lists.register, name="register"),
    path("documents/new/", drafts.NewDocumentView.as_view(), name="document_new"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/draft/", drafts.DraftView.as_view(), name="draft"),
    path("documents/<int:pk>/compare/", documents.compare, name="compare"),
    path("documents/<int:pk>/withdraw/", documents.withdraw, name="withdraw"),
    path("documents/<int:pk>/discard/", documents.discard, name="discard"),
    path("documents/<int:pk>/renumber/", numbers.RenumberView.as_view(), name="renumber"),
    path("documents/<int:pk>/retract/", RETRACT, name="retract"),
    path("documents/<int:pk>/correct/", CORRECT, name="correct"),
    path("documents/<int:pk>/republish/", endings.RepublishView.as_view(), name="republish"),
    path("documents/<int:pk>/republish/stop/", endings.stop_republishing, name="republish_stop"),
    path("endings/<int:pk>/", endings.DecideEndingView.as_view(), name="ending"),
    path("documents/<int:pk>/cosigns/add/", documents.cosign_add, name="cosign_add"),
    path("documents/<int:pk>/versions/<int:serial>/download/", documents.download, name="download"),
    path(
        "documents/<int:pk>/versions/<int:serial>/attachments/<int:number>/",
        documents.attachment,
        name="attachment",
    ),
    path("documents/<int:pk>/versions/<int:serial>/pictures/<slug:sha256>/", documents.picture, name="picture"),
    path("cosigns/<int:pk>/withdraw/", documents.cosign_withdraw, name="cosign_withdraw"),
    path("opinions/files/<int:pk>/", documents.opinion_file, name="opinion_file"),
    path("tasks/<int:pk>/", steps.StepView.as_view(), name="step"),
    path("tasks/<int:pk>/claim/", tasks.claim, name="claim"),
    path("tasks/<int:pk>/unclaim/", tasks.unclaim, name="unclaim"),
    path("tasks/<int:pk>/reassign/", tasks.ReassignView.as_view(), name="reassign"),
    path("tasks/<int:pk>/urge/", tasks.urge, name="urge"),
    path("tasks/<int:pk>/transfer/", tasks.transfer, name="transfer"),
    path("tasks/<int:pk>/lend/", tasks.lend, name="lend"),
    path("returns/<int:pk>/", papers.return_notice, name="return_notice"),
    path("lists/", dictionary.editions, name="dictionary"),
    path("lists/dictionary/new/", dictionary.DraftEditionView.as_view(), name="dictionary_new"),
    path("lists/dictionary/change/", dictionary.ChangeTermsView.as_view(), name="dictionary_change"),
    path("lists/dictionary/<int:serial>/", dictionary.EditionView.as_view(), name="edition"),
    path("lists/dictionary/<int:serial>/touched/", dictionary.touched, name="edition_touched"),
    path("lists/dictionary/<int:serial>/export/", dictionary.export, name="edition_export"),
    path("lists/entries/", entries.entries, name="entries"),
    path("lists/entries/new/", entries.ProposeEntryView.as_view(), name="entry_new"),
    path("lists/entries/<int:pk>/revise/", entries.ReviseEntryView.as_view(), name="entry_revise"),
    path("lists/entries/<int:pk>/end/", entries.EndEntryView.as_view(), name="entry_end"),
    path("lists/entries/proposals/<int:pk>/", entries.EntryProposalView.as_view(), name="entry_proposal"),
    path("help/rules/", papers.rules, name="rules"),
]
