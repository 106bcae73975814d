"""Addresses of warmth campaigns, beneath office/warmth/."""

from django.urls import path

from niudai.assistance.warmth.views.campaigns import (
    campaign,
    campaign_goods,
    campaign_move,
    campaign_new,
    campaign_note,
    campaign_share,
    campaign_source,
    campaigns,
    delivery_commit,
    delivery_void,
    goods_allot,
    goods_back,
    warmth_figures,
)
from niudai.assistance.warmth.views.targets import (
    campaign_commit,
    door_list,
    target,
    target_drop,
    target_person,
    target_pick,
    target_site,
    targets,
)
from niudai.assistance.warmth.views.visits import target_visit, visit_photo, visit_void

urlpatterns = [
    path("", campaigns, name="campaigns"),
    path("new/", campaign_new, name="campaign_new"),
    path("figures/", warmth_figures, name="warmth_figures"),
    path("<int:pk>/", campaign, name="campaign"),
    path("<int:pk>/move/<slug:move>/", campaign_move, name="campaign_move"),
    path("<int:pk>/source/", campaign_source, name="campaign_source"),
    path("<int:pk>/share/", campaign_share, name="campaign_share"),
    path("<int:pk>/goods/", campaign_goods, name="campaign_goods"),
    path("<int:pk>/goods/<int:goods>/give-out/", goods_allot, name="goods_allot"),
    path("<int:pk>/note/", campaign_note, name="campaign_note"),
    path("<int:pk>/commit/", campaign_commit, name="campaign_commit"),
    path("<int:pk>/list/", targets, name="targets"),
    path("<int:pk>/door/", door_list, name="door_list"),
    path("<int:pk>/list/households/", target_pick, name="target_pick"),
    path("<int:pk>/list/worker/", target_person, name="target_person"),
    path("<int:pk>/list/site/", target_site, name="target_site"),
    path("deliveries/<int:pk>/commit/", delivery_commit, name="delivery_commit"),
    path("deliveries/<int:pk>/take-back/", delivery_void, name="delivery_void"),
    path("allotments/<int:pk>/back/", goods_back, name="goods_back"),
    path("objects/<int:pk>/", target, name="target"),
    path("objects/<int:pk>/drop/", target_drop, name="target_drop"),
    path("objects/<int:pk>/visit/", target_visit, name="target_visit"),
    path("objects/<int:pk>/visits/<int:visit>/take-back/", visit_void, name="visit_void"),
    path("photos/<int:pk>/", visit_photo, name="visit_photo"),
]
