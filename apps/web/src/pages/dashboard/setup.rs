use contract::users::User;
use leptos::prelude::*;
use ui::{Card, CardContent, CardDescription, CardHeader, CardTitle, Icon, icons};

use crate::contexts::{use_auth, use_texts};

/// One thing to do for a complete account.
#[derive(Clone, Copy)]
enum Step {
    Email,
    Name,
    Password,
    TimeZone,
}

impl Step {
    const ALL: [Self; 4] = [Self::Email, Self::Name, Self::Password, Self::TimeZone];

    fn is_done(self, user: &User) -> bool {
        match self {
            // Whoever can sign in has confirmed the address.
            Self::Email => true,
            Self::Name => !user.first_name.is_empty() && !user.last_name.is_empty(),
            Self::Password => user.has_password,
            Self::TimeZone => user.time_zone != "UTC",
        }
    }

    const fn href(self) -> &'static str {
        match self {
            Self::Email | Self::Name | Self::TimeZone => "/settings/profile",
            Self::Password => "/settings/security",
        }
    }
}

/// The steps to a complete account, and how many are done.
#[component]
pub(super) fn Setup() -> impl IntoView {
    let auth = use_auth();
    view! {
        <Card>
            {move || auth.with(|user| user.as_ref().map(|user| view! { <Steps user=user.clone() /> }))}
        </Card>
    }
}

#[component]
fn Steps(user: User) -> impl IntoView {
    let texts = use_texts();
    let total = Step::ALL.len();
    let done = Step::ALL.iter().filter(|step| step.is_done(&user)).count();
    let lead = if done == total {
        texts.dashboard_setup_complete().to_owned()
    } else {
        texts.dashboard_setup_progress(count(done), count(total))
    };
    let items = Step::ALL
        .map(|step| {
            let text = match step {
                Step::Email => texts.dashboard_step_email(),
                Step::Name => texts.dashboard_step_name(),
                Step::Password => texts.dashboard_step_password(),
                Step::TimeZone => texts.dashboard_step_time_zone(),
            };
            view! { <StepItem text href=step.href() is_done=step.is_done(&user) /> }
        })
        .collect_view();
    view! {
        <CardHeader>
            <CardTitle>{texts.dashboard_setup()}</CardTitle>
            <CardDescription>{lead}</CardDescription>
        </CardHeader>
        <CardContent>
            <progress
                class="setup-progress"
                max=total
                value=done
                aria-label=texts.dashboard_setup()
            ></progress>
            <ul class="setup-steps">{items}</ul>
        </CardContent>
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[component]
fn StepItem(text: &'static str, href: &'static str, is_done: bool) -> impl IntoView {
    let texts = use_texts();
    if is_done {
        view! {
            <li class="setup-step setup-step-done">
                <Icon icon=icons::CIRCLE_CHECK label=texts.dashboard_step_done() />
                <span>{text}</span>
            </li>
        }
        .into_any()
    } else {
        view! {
            <li class="setup-step">
                <span class="setup-step-open" aria-hidden="true"></span>
                <a class="link" href=href>
                    {text}
                </a>
            </li>
        }
        .into_any()
    }
}
