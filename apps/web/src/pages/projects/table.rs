use contract::{
    Page,
    projects::{Project, ProjectQuery, ProjectSort},
};
use leptos::prelude::*;
use ui::{
    Avatar, AvatarSize, Gap, Pagination, Skeleton, SkeletonShape, SortDirection, SortableHead,
    Stack, Table, TableBody, TableCell, TableHead, TableHeader, TableRow,
};

use super::{StatusBadge, address};
use crate::contexts::{use_calendar, use_texts};

/// How many rows the skeleton stands for.
const LOADING_ROWS: usize = 8;

/// A page of projects, with links to the ones before and after.
#[component]
pub(super) fn ProjectTable(
    page: Page<Project>,
    query: ProjectQuery,
    slug: String,
) -> impl IntoView {
    let texts = use_texts();
    let other_page = |cursor: String| {
        let query = ProjectQuery {
            cursor: Some(cursor),
            ..query.clone()
        };
        address::list(&slug, &query)
    };
    let previous = page.previous_cursor.map(other_page);
    let next = page.next_cursor.map(other_page);
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let rows = page
        .items
        .into_iter()
        .map(|project| {
            let href = address::detail(&slug, project.id);
            view! { <Row project href /> }
        })
        .collect_view();
    view! {
        <Stack gap=Gap::Md>
            <Table label=texts.projects_title() keeps_columns=true>
                <Heads query slug=slug.clone() />
                <TableBody>{rows}</TableBody>
            </Table>
            <Pagination
                label=texts.projects_pages()
                previous_label=texts.action_previous()
                next_label=texts.action_next()
                previous
                next
            >
                <span role="status">{texts.projects_shown(shown)}</span>
            </Pagination>
        </Stack>
    }
}

#[component]
fn Heads(query: ProjectQuery, slug: String) -> impl IntoView {
    let texts = use_texts();
    let by = |sort: ProjectSort| {
        let query = ProjectQuery {
            sort,
            cursor: None,
            ..query.clone()
        };
        address::list(&slug, &query)
    };
    let (name, name_next) = match query.sort {
        ProjectSort::Name => (Some(SortDirection::Ascending), ProjectSort::NameDesc),
        ProjectSort::NameDesc => (Some(SortDirection::Descending), ProjectSort::Name),
        _ => (None, ProjectSort::Name),
    };
    let (created, created_next) = match query.sort {
        ProjectSort::CreatedAt => (Some(SortDirection::Ascending), ProjectSort::CreatedAtDesc),
        ProjectSort::CreatedAtDesc => (Some(SortDirection::Descending), ProjectSort::CreatedAt),
        _ => (None, ProjectSort::CreatedAtDesc),
    };
    let (updated, updated_next) = match query.sort {
        ProjectSort::UpdatedAt => (Some(SortDirection::Ascending), ProjectSort::UpdatedAtDesc),
        ProjectSort::UpdatedAtDesc => (Some(SortDirection::Descending), ProjectSort::UpdatedAt),
        _ => (None, ProjectSort::UpdatedAtDesc),
    };
    let hrefs = [name_next, created_next, updated_next].map(by);
    let [name_href, created_href, updated_href] = hrefs;
    view! {
        <TableHeader>
            <SortableHead href=name_href sort=name>
                {texts.projects_name()}
            </SortableHead>
            <TableHead class="projects-status">{texts.projects_status()}</TableHead>
            <TableHead class="projects-owner">{texts.projects_owner()}</TableHead>
            <SortableHead href=created_href sort=created class="projects-created">
                {texts.projects_created_at()}
            </SortableHead>
            <SortableHead href=updated_href sort=updated class="projects-updated">
                {texts.projects_updated_at()}
            </SortableHead>
        </TableHeader>
    }
}

#[component]
fn Row(project: Project, href: String) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let day = move |at| calendar.date(at);
    let owner = project.owner.as_ref().map(|owner| {
        let name = owner.full_name();
        view! {
            <span class="listing-name">
                <Avatar name=name.clone() size=AvatarSize::Sm />
                <bdi class="listing-line">{name}</bdi>
            </span>
        }
    });
    let nobody = owner.is_none().then(|| {
        view! { <span class="projects-nobody text-muted">{texts.projects_owner_none()}</span> }
    });
    view! {
        <TableRow>
            <TableCell header=true>
                <a class="projects-link" href=href dir="auto">
                    {project.name}
                </a>
            </TableCell>
            <TableCell>
                <StatusBadge status=project.status />
            </TableCell>
            <TableCell class="projects-owner">{owner} {nobody}</TableCell>
            <TableCell class="listing-date projects-created">{day(project.created_at)}</TableCell>
            <TableCell class="listing-date projects-updated">{day(project.updated_at)}</TableCell>
        </TableRow>
    }
}

/// Stands for the table while it is being fetched.
#[component]
pub(super) fn Loading() -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="listing-loading">
            <p class="visually-hidden" role="status">
                {texts.state_loading()}
            </p>
            <Skeleton shape=SkeletonShape::Control lines=LOADING_ROWS />
        </div>
    }
}
