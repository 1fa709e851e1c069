"""Shape of what people enter; whether it may be done is the services' business."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import RegexValidator

from accounts import policies
from accounts.models import AbsenceKind, Office, OfficeKind, User
from accounts.models.person import USERNAME_PATTERN
from accounts.passwords import in_words
from accounts.roles import Role
from common.forms import DayField, FilterForm, RuledForm


class SignInForm(AuthenticationForm):
    """User name and password."""

    refused_as = "未能登录："
    error_messages = {
        "invalid_login": "用户名或密码不正确。连续 5 次失败后，该用户名将暂停登录 15 分钟。",
        "inactive": "用户名或密码不正确。连续 5 次失败后，该用户名将暂停登录 15 分钟。",
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["password"].label = "密码"

    def clean_username(self) -> str:
        """Return the user name in the form in which it is stored."""
        return str(self.cleaned_data["username"]).strip().lower()


class PasswordForm(RuledForm):
    """The present password and the new one, twice."""

    old = forms.CharField(
        label="当前密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再次输入新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    bases = {"new": "依据：GB/T 22239-2019 8.1.4.1 a)，口令应具有复杂度并定期更换"}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = in_words(password_validation.password_validators_help_texts())

    def clean_old(self) -> str:
        """Refuse a wrong present password."""
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError("当前密码不正确。", code="password_incorrect")
        return str(self.cleaned_data["old"])

    def clean(self) -> dict[str, Any]:
        """Refuse two different new passwords."""
        cleaned = super().clean() or {}
        if cleaned.get("new") != cleaned.get("again") and "again" in cleaned:
            self.add_error("again", "两次输入的新密码不一致。")
        return cleaned


class CodeForm(RuledForm):
    """The six digits of the authenticator."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="认证器当前显示的 6 位数字",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class AnyCodeForm(CodeForm):
    """The six digits, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "认证器当前显示的 6 位数字；设备不在身边时，可输入一个未用过的恢复码"
        self.fields["code"].widget.attrs.pop("inputmode")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no [] at run time
    """A choice among people, with office and post, since names repeat."""

    def label_from_instance(self, person: Any) -> str:
        """Return name, office and post."""
        return f"{person.full_name}（{person.office.label}{' · ' + person.title if person.title else ''}）"


class OfficeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no [] at run time
    """A choice among offices, indented by level."""

    def label_from_instance(self, office: Any) -> str:
        """Return the name, indented by its depth in the tree."""
        return str("　" * (office.depth - 1) + office.name)


class DelegationForm(RuledForm):
    """To whom, from when to when, and why."""

    to = PersonChoice(label="代办人", queryset=User.objects.none(), help_text="只列出与您有相同业务角色的在用人员")
    starts_on = DayField(label="起始日")
    ends_on = DayField(label="截止日", help_text="含当日；到期自动终止")
    reason = forms.CharField(label="事由", max_length=200, help_text="如：出差、休假、学习")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = policies.able_to_stand_in_for(user)  # type: ignore[attr-defined]


class AbsenceForm(RuledForm):
    """Who is away, why, from when to when; whoever registers only oneself is not asked who."""

    who = PersonChoice(label="外出人员", queryset=User.objects.none())
    kind = forms.ChoiceField(label="事由", choices=AbsenceKind.choices)
    starts_on = DayField(label="起始日")
    ends_on = DayField(label="截止日", help_text="含当日；提前返回请销假")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"who": user.pk}, **kwargs)
        field: Any = self.fields["who"]
        field.queryset = policies.absences_registrable_by(user)
        if field.queryset.count() == 1:
            field.widget = forms.HiddenInput()


class PeopleFilterForm(FilterForm):
    """Which people the list shows."""

    words = forms.CharField(label="姓名或用户名")
    role = forms.ChoiceField(label="角色", choices=[("", "全部"), *Role.choices])
    office = OfficeChoice(label="机构", queryset=Office.objects.order_by("path"), empty_label="全部")


class RoleForm(forms.Form):
    """One role."""

    role = forms.TypedChoiceField(label="角色", choices=Role.choices, coerce=Role)


class PersonForm(RuledForm):
    """What is registered about a person."""

    full_name = forms.CharField(label="姓名", max_length=50)
    office = OfficeChoice(label="所在机构", queryset=Office.objects.order_by("path"))
    title = forms.CharField(label="职务", max_length=50, required=False)
    is_principal = forms.BooleanField(label="主要负责人", required=False, help_text="上行文应由主要负责人签发")
    bases = {"is_principal": "依据：《党政机关公文处理工作条例》第二十二条"}


class NewPersonForm(PersonForm):
    """A new person; the user name stays for ever."""

    username = forms.CharField(
        label="用户名",
        max_length=30,
        help_text="小写字母开头，可含数字、点、横线和下划线；建立后不能修改",
        validators=[
            RegexValidator(USERNAME_PATTERN, "用户名须以小写字母开头，2至30位，只含小写字母、数字、点、横线、下划线。")
        ],
    )
    field_order = ["username", "full_name", "office", "title", "is_principal"]


class OfficeForm(RuledForm):
    """Name and place of an office."""

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=30, required=False)
    kind = forms.ChoiceField(label="类别", choices=OfficeKind.choices)
    parent = OfficeChoice(
        label="上级机构", queryset=Office.objects.order_by("path"), required=False, empty_label="无（机关）"
    )
    is_general_office = forms.BooleanField(
        label="办公厅（室）", required=False, help_text="承担公文统一登记、编号和督办，每个机关一个"
    )
    leader = PersonChoice(
        label="分管领导",
        queryset=User.objects.none(),
        required=False,
        empty_label="未指定",
        help_text="从本机关签发人中选；超期多日的公文报其知悉。未指定的，报上级机构的分管领导，都未指定的，报最近一级的签发人",
    )
    field_order = ["name", "short_name", "kind", "parent", "leader", "is_general_office"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = policies.able_to_lead()  # type: ignore[attr-defined]


class FactorPolicyForm(RuledForm):
    """The roles whose holders must show a second factor."""

    required_roles = forms.TypedMultipleChoiceField(
        label="须双因素认证的角色",
        choices=Role.choices,
        coerce=Role,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="保存后立即生效：有关人员打开下一页时须先绑定或验证",
    )
    bases = {"required_roles": "依据：GB/T 22239-2019 8.1.4.1 d)（规则86）"}
