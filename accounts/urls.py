"""Addresses of people, offices and sign-in."""

from django.urls import path

from accounts.views import absences, delegations, offices, own, people, rights, sign_in

app_name = "accounts"
urlpatterns = [
    path("login/", sign_in.SignInView.as_view(), name="login"),
    path("logout/", sign_in.SignOutView.as_view(), name="logout"),
    path("password/", own.PasswordView.as_view(), name="password"),
    path("second-factor/", own.FactorView.as_view(), name="second_factor"),
    path("second-factor/picture.svg", own.factor_picture, name="second_factor_picture"),
    path("second-factor/verify/", own.ShowFactorView.as_view(), name="second_factor_verify"),
    path("second-factor/recovery-codes/", own.remake_codes, name="recovery_codes"),
    path("delegations/", delegations.DelegationsView.as_view(), name="delegations"),
    path("delegations/<int:pk>/revoke/", delegations.revoke, name="delegation_revoke"),
    path("absences/", absences.AbsencesView.as_view(), name="absences"),
    path("absences/<int:pk>/end/", absences.end, name="absence_end"),
    path("people/", people.listing, name="people"),
    path("people/add/", people.AddPersonView.as_view(), name="person_add"),
    path("people/<int:pk>/", people.detail, name="person"),
    path("people/<int:pk>/edit/", people.ChangePersonView.as_view(), name="person_edit"),
    path("people/<int:pk>/roles/grant/", rights.grant, name="role_grant"),
    path("people/<int:pk>/roles/withdraw/", rights.withdraw, name="role_withdraw"),
    path("people/<int:pk>/password/", rights.issue_password, name="password_issue"),
    path("people/<int:pk>/<slug:name>/", rights.act_on, name="person_act"),
    path("roles/", rights.FactorPolicyView.as_view(), name="factor_policy"),
    path("offices/", offices.listing, name="offices"),
    path("offices/add/", offices.AddOfficeView.as_view(), name="office_add"),
    path("offices/<int:pk>/edit/", offices.ChangeOfficeView.as_view(), name="office_edit"),
]
