"""Addresses of the rulebook."""

from django.urls import path

from niudai.rulebook import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("entered/", views.rules_entered, name="rules_entered"),
    path("entered/<int:pk>/", views.rule_entered, name="rule_entered"),
    path("entered/<int:pk>/confirm/", views.rule_confirm, name="rule_confirm"),
    path("entered/<int:pk>/withdraw/", views.rule_withdraw, name="rule_withdraw"),
    path("suspended/", views.suspensions, name="suspensions"),
    path("suspended/<int:pk>/", views.suspension, name="suspension"),
    path("suspended/<int:pk>/confirm/", views.suspension_confirm, name="suspension_confirm"),
    path("suspended/<int:pk>/lift/", views.suspension_lift, name="suspension_lift"),
    path("<slug:rule_id>/", views.rule, name="rule"),
    path("<slug:rule_id>/enter/", views.rule_enter, name="rule_enter"),
    path("<slug:rule_id>/suspend/", views.rule_suspend, name="rule_suspend"),
]
