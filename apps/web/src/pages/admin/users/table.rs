use contract::{
    Page,
    users::{User, UserQuery, UserSort},
};
use leptos::prelude::*;
use ui::{
    Avatar, AvatarSize, Badge, BadgeVariant, Gap, Pagination, SortDirection, SortableHead, Stack,
    Table, TableBody, TableCell, TableHead, TableHeader, TableRow,
};

use super::address;
use crate::{
    contexts::{use_calendar, use_texts},
    pages::admin::user_path,
};

/// A page of users, with links to the ones before and after.
#[component]
pub(super) fn UserTable(page: Page<User>, query: UserQuery) -> impl IntoView {
    let texts = use_texts();
    let other_page = |cursor: String| {
        address(&UserQuery {
            cursor: Some(cursor),
            ..query.clone()
        })
    };
    let previous = page.previous_cursor.map(other_page);
    let next = page.next_cursor.map(other_page);
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let rows = page
        .items
        .into_iter()
        .map(|user| view! { <Row user /> })
        .collect_view();
    view! {
        <Stack gap=Gap::Md>
            <Table label=texts.nav_users() keeps_columns=true>
                <Heads query />
                <TableBody>{rows}</TableBody>
            </Table>
            <Pagination
                label=texts.users_pages()
                previous_label=texts.action_previous()
                next_label=texts.action_next()
                previous
                next
            >
                <span role="status">{texts.users_shown(shown)}</span>
            </Pagination>
        </Stack>
    }
}

#[component]
fn Heads(query: UserQuery) -> impl IntoView {
    let texts = use_texts();
    let by = |sort: UserSort| {
        address(&UserQuery {
            sort,
            cursor: None,
            ..query.clone()
        })
    };
    let (email, email_next) = match query.sort {
        UserSort::Email => (Some(SortDirection::Ascending), UserSort::EmailDesc),
        UserSort::EmailDesc => (Some(SortDirection::Descending), UserSort::Email),
        UserSort::CreatedAt | UserSort::CreatedAtDesc => (None, UserSort::Email),
    };
    let (joined, joined_next) = match query.sort {
        UserSort::CreatedAt => (Some(SortDirection::Ascending), UserSort::CreatedAtDesc),
        UserSort::CreatedAtDesc => (Some(SortDirection::Descending), UserSort::CreatedAt),
        UserSort::Email | UserSort::EmailDesc => (None, UserSort::CreatedAtDesc),
    };
    let (email_href, joined_href) = (by(email_next), by(joined_next));
    view! {
        <TableHeader>
            <TableHead>{texts.users_name()}</TableHead>
            <SortableHead href=email_href sort=email class="users-address">
                {texts.users_email()}
            </SortableHead>
            <TableHead class="users-status">{texts.users_status()}</TableHead>
            <TableHead class="users-role">{texts.users_role()}</TableHead>
            <SortableHead href=joined_href sort=joined class="users-joined">
                {texts.users_joined()}
            </SortableHead>
        </TableHeader>
    }
}

#[component]
fn Row(user: User) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let name = user.full_name();
    let email = user.email.clone();
    let created_at = user.created_at;
    let (variant, status) = if user.is_active {
        (BadgeVariant::Success, texts.users_active())
    } else {
        (BadgeVariant::Neutral, texts.users_inactive())
    };
    let role = if user.is_superuser {
        view! { <Badge variant=BadgeVariant::Accent>{texts.users_superuser()}</Badge> }.into_any()
    } else {
        view! { <span class="text-muted">{texts.users_member()}</span> }.into_any()
    };
    view! {
        <TableRow>
            <TableCell header=true>
                <span class="listing-name">
                    <Avatar name=name.clone() size=AvatarSize::Sm />
                    <span class="listing-who">
                        <a class="listing-line link" href=user_path(user.id)>
                            {name}
                        </a>
                        <span class="listing-line users-email-below" dir="ltr">
                            {email}
                        </span>
                    </span>
                </span>
            </TableCell>
            <TableCell class="users-address">
                <span class="users-email ltr">{user.email}</span>
            </TableCell>
            <TableCell>
                <Badge variant dot=true>
                    {status}
                </Badge>
            </TableCell>
            <TableCell class="users-role">{role}</TableCell>
            <TableCell class="listing-date users-joined">
                {calendar.date(created_at)}
            </TableCell>
        </TableRow>
    }
}
