//! Invitations into all teams that nobody has answered.

use contract::{
    InvitationId, Permission,
    admin::{AdminInvitation, AdminInvitationQuery, InvitationState, Person},
};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, SelectOption, Table, TableBody, TableCell, TableHead, TableHeader,
    TableRow, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Nothing, Time, listed},
    team_path,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::{use_texts, use_user},
    pages::{
        question::{Asked, Confirmation, Question, use_question},
        roles::role_word,
        row_button::RowButton,
    },
    queries::{use_queries, use_query},
};

const PATH: &str = Section::Invitations.path();

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::invitations(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The page.
#[component]
pub(super) fn Invitations() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<AdminInvitationQuery>();
    let invitations = use_query(move || query.with(admin::invitations));
    let question = use_question();
    let other_page = move |cursor| {
        let query = AdminInvitationQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::MAIL,
        title: texts.admin_invitations_empty(),
        text: texts.admin_invitations_empty_text(),
    };
    let table = move |items| view! { <Waiting items /> }.into_any();
    let filters = move || {
        let AdminInvitationQuery { search, state, .. } = query.get();
        let fields = vec![
            Filter::Text {
                name: "search",
                label: texts.admin_invitations_search(),
                value: search.unwrap_or_default(),
            },
            Filter::Choice {
                name: "state",
                label: texts.users_status(),
                value: state.map_or("", InvitationState::as_str).to_owned(),
                options: vec![
                    SelectOption::new("", texts.admin_invitations_all()),
                    SelectOption::new(
                        InvitationState::Pending.as_str(),
                        texts.admin_invitations_pending(),
                    ),
                    SelectOption::new(
                        InvitationState::Expired.as_str(),
                        texts.admin_invitations_expired(),
                    ),
                ],
            },
        ];
        view! { <Filters path=PATH fields /> }
    };
    view! {
        <Frame section=Section::Invitations>
            {filters}
            {listed(invitations, other_page, nothing, table)}
        </Frame>
        <Confirmation id="revoke-invitation" question />
    }
}

#[component]
fn Waiting(items: Vec<AdminInvitation>) -> impl IntoView {
    let texts = use_texts();
    // Keyed by all that changes: a line that came to stand for another one would keep its handlers.
    view! {
        <Table label=texts.admin_invitations()>
            <TableHeader>
                <TableHead>{texts.admin_recipient()}</TableHead>
                <TableHead>{texts.admin_invitations_team()}</TableHead>
                <TableHead class="admin-lesser">{texts.admin_invitations_by()}</TableHead>
                <TableHead>{texts.admin_invitations_until()}</TableHead>
                <TableHead>
                    <span class="visually-hidden">{texts.admin_actions()}</span>
                </TableHead>
            </TableHeader>
            <TableBody>
                <For
                    each=move || items.clone()
                    key=|item| (item.id, item.expires_at, item.role.id)
                    children=move |item| view! { <Row item /> }
                />
            </TableBody>
        </Table>
    }
}

#[component]
fn Row(item: AdminInvitation) -> impl IntoView {
    let texts = use_texts();
    let AdminInvitation {
        id,
        email,
        team,
        role,
        invited_by: Person { name, .. },
        state,
        expires_at,
        created_at: _,
    } = item;
    let (variant, status) = match state {
        InvitationState::Pending => (BadgeVariant::Accent, texts.admin_invitations_pending()),
        InvitationState::Expired => (BadgeVariant::Neutral, texts.admin_invitations_expired()),
    };
    let may_revoke = use_user(|user| user.staff.contains(Permission::AllInvitationsRevoke));
    let address = StoredValue::new(email.clone());
    view! {
        <TableRow>
            <TableCell header=true>
                <span class="listing-who">
                    <span class="listing-line" dir="ltr">
                        {email}
                    </span>
                    <span>
                        <Badge variant dot=true>
                            {status}
                        </Badge>
                    </span>
                </span>
            </TableCell>
            <TableCell label=texts.admin_invitations_team()>
                <span class="listing-who">
                    <a class="listing-line link" href=team_path(team.id)>
                        {team.name}
                    </a>
                    <span class="admin-note" dir="auto">
                        {role_word(texts, &role.name, role.built_in.as_deref())}
                    </span>
                </span>
            </TableCell>
            <TableCell label=texts.admin_invitations_by() class="admin-lesser">
                {name}
            </TableCell>
            <TableCell label=texts.admin_invitations_until()>
                <Time at=expires_at />
            </TableCell>
            <TableCell class="admin-action">
                {move || may_revoke.get().then(|| view! { <RevokeButton id address /> })}
            </TableCell>
        </TableRow>
    }
}

#[component]
fn RevokeButton(id: InvitationId, address: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        question.ask(
            Asked::new(
                texts.teams_revoke_title(&address.get_value()),
                texts.admin_invitations_revoke_text(),
                texts.teams_revoke(),
                move |client| {
                    queries.as_staff(async move { client.revoke_any_invitation(id).await })
                },
            )
            .danger()
            .said(texts.teams_revoked()),
        );
    };
    view! {
        <RowButton
            label=texts.teams_revoke_named(&address.get_value())
            act=ask
            word=texts.teams_revoke()
        />
    }
}
