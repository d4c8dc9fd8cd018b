from django.urls import URLPattern, path

from samverkan.steps.overview import access_page, ending, inviting, new_partnership, notices, people

urlpatterns: list[URLPattern] = [
    path("people/", people.people, name="people"),
    path("people/invite/", inviting.invitation_new, name="invitation_new"),
    path("people/invitations/<int:pk>/again/", inviting.invitation_again, name="invitation_again"),
    path("people/invitations/<int:pk>/withdraw/", inviting.invitation_withdraw, name="invitation_withdraw"),
    path("people/memberships/<int:pk>/role/", ending.member_role, name="member_role"),
    path("people/memberships/<int:pk>/end/", ending.member_end, name="member_end"),
    path("people/<int:pk>/", access_page.person, name="person"),
    path("partnerships/new/", new_partnership.new_partnership, name="new_partnership"),
    path("notices/", notices.notices, name="notices"),
]
