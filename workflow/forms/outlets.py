"""发布渠道、登载: what the system administrator and the publisher type."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email

from common.forms import DayField, RuledForm
from interpretation.choices import Channel
from publication.facts import OutletWish
from publication.models import Outlet
from publication.outlets.choices import OutletKind

KINDS = [(kind, label) for kind, label in OutletKind.choices if kind != OutletKind.PORTAL]
MOST_RECIPIENTS = 200
PLAIN = RegexValidator("^[a-z0-9][a-z0-9_-]{0,39}$", "目录名只能用小写字母、数字、“-”和“_”，不超过40个字符。")


class OutletForm(RuledForm):
    """增设、修改渠道: which fields matter depends on the kind; `plain_http` allows addresses without TLS."""

    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *KINDS])
    name = forms.CharField(label="名称", max_length=60, help_text="例如“市政府网站集约化平台”。")
    url = forms.CharField(
        label="推送地址", max_length=300, required=False,
        help_text="对方接收 JSON 的 https 地址；消息带签名、时间戳和回执键。",
    )  # fmt: skip
    folder = forms.CharField(
        label="目录名", max_length=40, required=False, validators=[PLAIN],
        help_text="交换目录总目录下的一个子目录；每次发布写入一个完整的文件包。",
    )  # fmt: skip
    recipients = forms.CharField(
        label="收件人", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"每行一个邮箱，不超过 {MOST_RECIPIENTS} 个；收件人彼此看不到。",
    )  # fmt: skip

    def __init__(self, *args: Any, outlet: Outlet | None, plain_http: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain_http, self.outlet = plain_http, outlet
        if outlet is not None:
            self.fields["kind"].disabled = True
        depends = {"url": OutletKind.WEBHOOK, "folder": OutletKind.FOLDER, "recipients": OutletKind.MAIL}
        for name, kind in depends.items():
            self.fields[name].widget.attrs["data-depends"] = f"kind={kind.value}"

    @staticmethod
    def initial_of(outlet: Outlet) -> dict[str, Any]:
        """Return what is stored; the secret is no field."""
        place = "url" if outlet.kind == OutletKind.WEBHOOK else "folder"
        recipients = "\n".join(outlet.recipients)
        return {"kind": outlet.kind, "name": outlet.name, place: outlet.address, "recipients": recipients}

    def clean_url(self) -> str:
        """Take https, and http only where the installation allows it; never with a password inside."""
        given: str = self.cleaned_data["url"].strip()
        if not given:
            return ""
        try:
            parts = urlsplit(given)
            known = parts.scheme == "https" or (parts.scheme == "http" and self.plain_http)
            whole = known and bool(parts.hostname) and not parts.username and (parts.port or 1) > 0
        except ValueError:
            whole = False
        if not whole:
            raise ValidationError("请填写 https:// 开头的完整地址，不要写入用户名和口令。")
        return given

    def clean_recipients(self) -> tuple[str, ...]:
        """Take one address a line."""
        lines = [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]
        if len(lines) > MOST_RECIPIENTS:
            raise ValidationError(f"收件人不超过 {MOST_RECIPIENTS} 个。")
        for number, line in enumerate(lines, 1):
            try:
                validate_email(line)
            except ValidationError:
                raise ValidationError(f"第 {number} 行不是邮箱地址。") from None
        return tuple(dict.fromkeys(lines))

    def clean(self) -> dict[str, Any]:
        """Demand what the kind needs."""
        needed = {OutletKind.WEBHOOK: "url", OutletKind.FOLDER: "folder", OutletKind.MAIL: "recipients"}
        name = needed.get(OutletKind(self.cleaned_data["kind"])) if self.cleaned_data.get("kind") else None
        if name and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, "此类渠道必须填写。")
        return self.cleaned_data

    def wish(self) -> OutletWish:
        """Return the outlet of a valid form."""
        given = self.cleaned_data
        address = {OutletKind.WEBHOOK: given["url"], OutletKind.FOLDER: given["folder"]}.get(given["kind"], "")
        recipients = given["recipients"] if given["kind"] == OutletKind.MAIL else ()
        return OutletWish(given["kind"], given["name"].strip(), address, recipients)


class PlacementForm(RuledForm):
    """登记登载方式."""

    channel = forms.ChoiceField(
        label="方式", choices=[("", "请选择"), *(each for each in Channel.choices if each[0] != Channel.PORTAL)]
    )


class PlacementNoteForm(RuledForm):
    """登记登载回执: when and where."""

    acts = ("note_placement",)
    appeared_on = DayField(label="登载日期")
    place = forms.CharField(label="登载处", max_length=200, help_text="例如“2026年第33号，第12页”。")
