//! Queues, jobs that were given up, and schedules.

use contract::{
    JobId, Permission,
    admin::{DeadJob, DeadJobQuery, JobKind, RequeueKind, Schedule},
};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Button, ButtonSize, ButtonVariant, Card, CardContent, CardDescription,
    CardHeader, CardTitle, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Toasts,
    icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Named, Nothing, Time, answered, listed},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{Result, admin, use_client},
    contexts::{use_texts, use_user},
    forms::use_alive,
    queries::{use_queries, use_query},
};

const PATH: &str = Section::Jobs.path();

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    use super::address::read;

    let answers = Answers::default()
        .ask(&page.client, admin::job_kinds())
        .await;
    let dead = admin::dead_jobs(&read(page.query()));
    let answers = answers.ask(&page.client, dead).await;
    answers.ask(&page.client, admin::schedules()).await
}

/// What is to be done again.
#[derive(Clone, PartialEq, Eq)]
enum Again {
    One(JobId),
    All(String),
}

type Requeue = Action<Again, Result<u64>>;

fn use_requeue() -> Requeue {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let requeue = Action::new(move |again: &Again| {
        let (client, again) = (client.clone(), again.clone());
        async move {
            let done = match again {
                Again::One(id) => client.requeue_job(id).await.map(|()| 1),
                Again::All(kind) => {
                    let input = RequeueKind { kind };
                    client.requeue_jobs(&input).await.map(|done| done.requeued)
                }
            };
            queries.forget_staff();
            done
        }
    });
    let done = requeue.value();
    Effect::new(move || match done.get() {
        None => {}
        Some(Ok(count)) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            Toasts.success(&texts.admin_jobs_requeued(count));
        }
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    requeue
}

/// The page.
#[component]
pub(super) fn Jobs() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<DeadJobQuery>();
    let kinds = use_query(admin::job_kinds);
    let dead = use_query(move || query.with(admin::dead_jobs));
    let schedules = use_query(admin::schedules);
    let requeue = use_requeue();
    let other_page = move |cursor| {
        let query = DeadJobQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::CIRCLE_CHECK,
        title: texts.admin_jobs_none_dead(),
        text: texts.admin_jobs_none_dead_text(),
    };
    let kinds_table = move |items: Vec<JobKind>| view! { <Kinds items requeue /> }.into_any();
    let dead_table = move |items| view! { <Dead items requeue /> }.into_any();
    let schedule_list = |items: Vec<Schedule>| view! { <Schedules items /> }.into_any();
    view! {
        <Frame section=Section::Jobs>
            <Card>
                <CardHeader>
                    <CardTitle>{texts.admin_jobs_kinds()}</CardTitle>
                </CardHeader>
                {answered(kinds, kinds_table)}
            </Card>
            <div id="dead-jobs" class="admin-section">
                <h2 class="admin-heading">{texts.admin_jobs_dead()}</h2>
                {listed(dead, other_page, nothing, dead_table)}
            </div>
            <Card>
                <CardHeader>
                    <CardTitle>{texts.admin_jobs_schedules()}</CardTitle>
                    <CardDescription>{texts.admin_jobs_schedules_text()}</CardDescription>
                </CardHeader>
                {answered(schedules, schedule_list)}
            </Card>
        </Frame>
    }
}

#[component]
fn Kinds(items: Vec<JobKind>, requeue: Requeue) -> impl IntoView {
    let texts = use_texts();
    let manages = use_user(|user| user.staff.contains(Permission::JobsManage));
    if items.is_empty() {
        return view! {
            <CardContent>
                <p class="text-muted">{texts.admin_jobs_idle()}</p>
            </CardContent>
        }
        .into_any();
    }
    view! {
        <Table label=texts.admin_jobs_kinds()>
            <TableHeader>
                <TableHead>{texts.admin_kind()}</TableHead>
                <TableHead numeric=true>{texts.admin_jobs_queued()}</TableHead>
                <TableHead numeric=true class="admin-lesser">
                    {texts.admin_jobs_running()}
                </TableHead>
                <TableHead numeric=true>{texts.admin_jobs_dead_count()}</TableHead>
                <TableHead numeric=true class="admin-lesser">
                    {texts.admin_queue_lag()}
                </TableHead>
                <TableHead>
                    <span class="visually-hidden">{texts.admin_actions()}</span>
                </TableHead>
            </TableHeader>
            <TableBody>
                <For
                    each=move || items.clone()
                    key=|kind| (kind.kind.clone(), kind.queued, kind.running, kind.dead)
                    children=move |kind| view! { <Kind kind requeue manages /> }
                />
            </TableBody>
        </Table>
    }
    .into_any()
}

#[component]
fn Kind(kind: JobKind, requeue: Requeue, manages: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let JobKind {
        kind,
        queued,
        running,
        dead,
        lag_seconds,
    } = kind;
    let name = kind.clone();
    let words = texts.job_name(&name);
    let button = move || {
        let kind = kind.clone();
        (manages.get() && dead > 0).then(|| {
            let label = texts.admin_jobs_requeue_all_named(words.unwrap_or(&kind));
            view! {
                <RequeueButton
                    again=Again::All(kind)
                    label
                    text=texts.admin_jobs_requeue_all()
                    requeue
                />
            }
        })
    };
    view! {
        <TableRow>
            <TableCell header=true>
                <Named words key=name />
            </TableCell>
            <TableCell numeric=true label=texts.admin_jobs_queued()>
                {texts.number(queued)}
            </TableCell>
            <TableCell numeric=true label=texts.admin_jobs_running() class="admin-lesser">
                {texts.number(running)}
            </TableCell>
            <TableCell numeric=true label=texts.admin_jobs_dead_count()>
                {if dead > 0 {
                    view! { <Badge variant=BadgeVariant::Danger>{texts.number(dead)}</Badge> }
                        .into_any()
                } else {
                    texts.number(dead).into_any()
                }}
            </TableCell>
            <TableCell numeric=true label=texts.admin_queue_lag() class="admin-lesser">
                {texts.admin_seconds(lag_seconds)}
            </TableCell>
            <TableCell class="admin-action">{button}</TableCell>
        </TableRow>
    }
}

#[component]
fn Dead(items: Vec<DeadJob>, requeue: Requeue) -> impl IntoView {
    let texts = use_texts();
    let manages = use_user(|user| user.staff.contains(Permission::JobsManage));
    view! {
        <Table label=texts.admin_jobs_dead()>
            <TableHeader>
                <TableHead>{texts.admin_kind()}</TableHead>
                <TableHead>{texts.admin_cause()}</TableHead>
                <TableHead numeric=true class="admin-lesser">
                    {texts.admin_attempts()}
                </TableHead>
                <TableHead class="admin-lesser">{texts.admin_when()}</TableHead>
                <TableHead>
                    <span class="visually-hidden">{texts.admin_actions()}</span>
                </TableHead>
            </TableHeader>
            <TableBody>
                <For
                    each=move || items.clone()
                    key=|job| (job.id, job.died_at)
                    children=move |job| view! { <DeadRow job requeue manages /> }
                />
            </TableBody>
        </Table>
    }
}

#[component]
fn DeadRow(job: DeadJob, requeue: Requeue, manages: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let id = job.id;
    let words = texts.job_name(&job.kind);
    let label = texts.admin_jobs_requeue_named(words.unwrap_or(&job.kind));
    let button = move || {
        let label = label.clone();
        manages.get().then(|| {
            view! {
                <RequeueButton
                    again=Again::One(id)
                    label
                    text=texts.admin_jobs_requeue()
                    requeue
                />
            }
        })
    };
    view! {
        <TableRow>
            <TableCell header=true>
                <Named words key=job.kind />
            </TableCell>
            <TableCell label=texts.admin_cause()>
                <span class="admin-cause" dir="auto">
                    {job.cause}
                </span>
            </TableCell>
            <TableCell numeric=true label=texts.admin_attempts() class="admin-lesser">
                {texts.number(job.attempts.into())}
            </TableCell>
            <TableCell label=texts.admin_when() class="admin-lesser">
                <Time at=job.died_at />
            </TableCell>
            <TableCell class="admin-action">{button}</TableCell>
        </TableRow>
    }
}

#[component]
fn RequeueButton(
    again: Again,
    #[prop(into)] label: String,
    text: &'static str,
    requeue: Requeue,
) -> impl IntoView {
    let alive = use_alive();
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label
            disabled=Signal::derive(move || !alive.get() || requeue.pending().get())
            on:click=move |_| {
                Toasts.clear();
                requeue.dispatch(again.clone());
            }
        >
            {text}
        </Button>
    }
}

#[component]
fn Schedules(items: Vec<Schedule>) -> impl IntoView {
    let texts = use_texts();
    let rows = items
        .into_iter()
        .map(|schedule| {
            view! {
                <TableRow>
                    <TableCell header=true>
                        <Named words=texts.schedule_name(&schedule.name) key=schedule.name />
                    </TableCell>
                    <TableCell label=texts.admin_jobs_next()>
                        <Time at=schedule.next_run_at />
                    </TableCell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <Table label=texts.admin_jobs_schedules()>
            <TableHeader>
                <TableHead>{texts.users_name()}</TableHead>
                <TableHead>{texts.admin_jobs_next()}</TableHead>
            </TableHeader>
            <TableBody>{rows}</TableBody>
        </Table>
    }
}
