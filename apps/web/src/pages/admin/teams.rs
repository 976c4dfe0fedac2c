//! All teams, and one of them.

use contract::{
    Permission, TeamId,
    admin::{AdminMember, AdminTeam, AdminTeamDetail, Person, SearchQuery},
};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, ButtonLink, ButtonSize, ButtonVariant, Card, CardHeader, CardTitle,
    Container, ContainerSize, Gap, PageHeader, Stack, Table, TableBody, TableCell, TableHead,
    TableHeader, TableRow, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Nothing, Time, answered, listed},
    team_path, user_path,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::{set_title, use_texts, use_user},
    pages::roles::role_word,
    queries::use_query,
};

const PATH: &str = Section::Teams.path();

/// Asks for what the list shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::teams(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// Asks for what the page of one team shows.
#[cfg(feature = "ssr")]
pub(super) async fn load_one(page: &PageRequest, id: TeamId) -> Answers {
    Answers::default().ask(&page.client, admin::team(id)).await
}

/// The list.
#[component]
pub(super) fn Teams() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<SearchQuery>();
    let teams = use_query(move || query.with(admin::teams));
    let other_page = move |cursor| {
        let query = SearchQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::GLOBE,
        title: texts.admin_teams_empty(),
        text: texts.admin_teams_empty_text(),
    };
    let table = move |items| view! { <TeamTable items /> }.into_any();
    let filters = move || {
        let value = query.get().search.unwrap_or_default();
        let label = texts.admin_teams_search();
        let fields = vec![Filter::Text {
            name: "search",
            label,
            value,
        }];
        view! { <Filters path=PATH fields /> }
    };
    view! {
        <Frame section=Section::Teams>
            {filters}
            {listed(teams, other_page, nothing, table)}
        </Frame>
    }
}

#[component]
fn TeamTable(items: Vec<AdminTeam>) -> impl IntoView {
    let texts = use_texts();
    let rows = items
        .into_iter()
        .map(|team| {
            let owner = team.owner.as_ref().map(|owner| owner.name.clone());
            view! {
                <TableRow>
                    <TableCell header=true>
                        <span class="listing-who">
                            <a class="listing-line link" href=team_path(team.id)>
                                {team.name}
                            </a>
                            <span class="admin-note" dir="ltr">
                                {team.slug}
                            </span>
                        </span>
                    </TableCell>
                    <TableCell label=texts.admin_owner()>{owner}</TableCell>
                    <TableCell numeric=true label=texts.admin_members()>
                        {texts.number(team.members)}
                    </TableCell>
                    <TableCell label=texts.admin_created() class="admin-lesser">
                        <Time at=team.created_at />
                        {team.delete_at.map(|_| view! { <Deleting /> })}
                    </TableCell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <Table label=texts.admin_teams()>
            <TableHeader>
                <TableHead>{texts.users_name()}</TableHead>
                <TableHead>{texts.admin_owner()}</TableHead>
                <TableHead numeric=true>{texts.admin_members()}</TableHead>
                <TableHead class="admin-lesser">{texts.admin_created()}</TableHead>
            </TableHeader>
            <TableBody>{rows}</TableBody>
        </Table>
    }
}

#[component]
fn Deleting() -> impl IntoView {
    let texts = use_texts();
    view! { <Badge variant=BadgeVariant::Warning>{texts.admin_deleting()}</Badge> }
}

/// One team.
#[component]
pub(super) fn TeamPage(id: TeamId) -> impl IntoView {
    let texts = use_texts();
    set_title(texts.admin_teams());
    let team = use_query(move || admin::team(id));
    let show = |detail: AdminTeamDetail| view! { <Detail detail /> }.into_any();
    view! { <Container size=ContainerSize::Lg>{answered(team, show)}</Container> }
}

#[component]
fn Detail(detail: AdminTeamDetail) -> impl IntoView {
    let texts = use_texts();
    let AdminTeamDetail { team, members } = detail;
    let shows_people = use_user(|user| user.staff.contains(Permission::UsersList));
    let rows = members
        .into_iter()
        .map(|member| view! { <MemberRow member shows_people /> })
        .collect_view();
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=team.name description=team.slug>
                {team.delete_at.map(|_| view! { <Deleting /> })}
                <ButtonLink href=PATH variant=ButtonVariant::Outline size=ButtonSize::Sm>
                    {texts.admin_all_teams()}
                </ButtonLink>
            </PageHeader>
            <Card>
                <CardHeader>
                    <CardTitle>{texts.admin_members()}</CardTitle>
                </CardHeader>
                <Table label=texts.admin_members()>
                    <TableHeader>
                        <TableHead>{texts.users_name()}</TableHead>
                        <TableHead>{texts.users_role()}</TableHead>
                        <TableHead class="admin-lesser">{texts.admin_joined()}</TableHead>
                    </TableHeader>
                    <TableBody>{rows}</TableBody>
                </Table>
            </Card>
        </Stack>
    }
}

#[component]
fn MemberRow(member: AdminMember, shows_people: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let AdminMember {
        person: Person { id, name, email },
        role,
        joined_at,
    } = member;
    let name = move || {
        let name = name.clone();
        if shows_people.get() {
            view! {
                <a class="listing-line link" href=user_path(id)>
                    {name}
                </a>
            }
            .into_any()
        } else {
            view! { <span class="listing-line">{name}</span> }.into_any()
        }
    };
    view! {
        <TableRow>
            <TableCell header=true>
                <span class="listing-who">
                    {name}
                    <span class="admin-note" dir="ltr">
                        {email}
                    </span>
                </span>
            </TableCell>
            <TableCell label=texts.users_role()>
                {role_word(texts, &role.name, role.built_in.as_deref())}
            </TableCell>
            <TableCell label=texts.admin_joined() class="admin-lesser">
                <Time at=joined_at />
            </TableCell>
        </TableRow>
    }
}
