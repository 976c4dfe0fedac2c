use contract::users::User;
use leptos::prelude::*;
use ui::{Card, CardContent, CardDescription, CardHeader, CardTitle, Icon, icons};

use crate::contexts::{use_auth, use_texts};

/// One thing to do for a complete account.
#[derive(Clone, Copy)]
enum Step {
    Account,
    Email,
    Preferences,
}

impl Step {
    const ALL: [Self; 3] = [Self::Account, Self::Email, Self::Preferences];

    fn is_done(self, user: &User) -> bool {
        match self {
            // Whoever can sign in has an account and has confirmed its address.
            Self::Account | Self::Email => true,
            // Whatever was saved: English and UTC are choices too.
            Self::Preferences => user.version > 1,
        }
    }
}

/// The steps to a complete account, and how many are done; nothing for who arrives with all done.
#[component]
pub(super) fn Setup() -> impl IntoView {
    let auth = use_auth();
    let is_open = auth.with_untracked(|user| {
        user.as_ref()
            .is_some_and(|user| Step::ALL.iter().any(|step| !step.is_done(user)))
    });
    is_open.then(|| {
        view! {
            <Card>
                {move || {
                    auth.with(|user| {
                        user.as_ref().map(|user| view! { <Steps user=user.clone() /> })
                    })
                }}
            </Card>
        }
    })
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
                Step::Account => texts.dashboard_step_account(),
                Step::Email => texts.dashboard_step_email(),
                Step::Preferences => texts.dashboard_step_preferences(),
            };
            view! { <StepItem text is_done=step.is_done(&user) /> }
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
fn StepItem(text: &'static str, is_done: bool) -> impl IntoView {
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
                <a class="link" href="/settings/profile">
                    {text}
                </a>
            </li>
        }
        .into_any()
    }
}
