use contract::{
    problem::code,
    teams::{Team, TeamUpdate},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, Card, CardContent, CardFooter, CardHeader, CardTitle, FormField, Input,
    Toasts,
};

use super::{use_is_ending, use_is_fixed};
use crate::{
    browser,
    client::{Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error, name_of},
    layout::place::team_page,
    pages::teams::{
        address::{self, AddressHint},
        use_team,
    },
    queries::use_queries,
};

/// Name and address of the team.
#[component]
pub(super) fn NameForm() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_fixed = use_is_fixed();
    let is_ending = use_is_ending();
    let (name, slug, version) =
        team.with_untracked(|team| (team.name.clone(), team.slug.clone(), team.version));
    // The version that the shown values are of: a save upon another one is refused.
    let version = RwSignal::new(version);
    let save = use_save(form, errors, version);
    let address = RwSignal::new(address::told(texts, &slug, ""));
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            save.dispatch((input, version.get_untracked()));
        }
    };
    view! {
        <form
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| {
                let input = read(form);
                errors.follow(validation::check(&input));
                address.set(address::told(texts, &input.slug.unwrap_or_default(), ""));
            }
            on:focusout=move |ev| {
                errors.leave(name_of(ev.target()), validation::check(&read(form)));
            }
        >
            <Card>
                <CardHeader>
                    <CardTitle>{texts.teams_settings_name()}</CardTitle>
                </CardHeader>
                <CardContent class="form-stack">
                    <FormField
                        id="team-name"
                        label=texts.teams_name()
                        errors=errors.of("name")
                        required=true
                    >
                        <Input name="name" value=name autocomplete="off" disabled=is_ending />
                    </FormField>
                    <FormField
                        id="team-slug"
                        label=texts.teams_slug()
                        hint=texts.teams_slug_change_hint()
                        errors=errors.of("slug")
                        required=true
                    >
                        <Input
                            name="slug"
                            value=slug
                            autocomplete="off"
                            disabled=is_ending
                            attr:dir="ltr"
                        />
                        <AddressHint address />
                    </FormField>
                </CardContent>
                <CardFooter>
                    <Button
                        kind=ButtonKind::Submit
                        disabled=is_fixed
                        loading=save.pending()
                    >
                        {texts.action_save()}
                    </Button>
                </CardFooter>
            </Card>
        </form>
    }
}

fn read(form: NodeRef<html::Form>) -> TeamUpdate {
    let values = Values::of(form);
    TeamUpdate {
        name: Some(values.get("name")),
        slug: Some(values.get("slug").trim().to_owned()),
        ..TeamUpdate::default()
    }
}

type Save = Action<(TeamUpdate, i64), Result<Team>>;

fn use_save(form: NodeRef<html::Form>, errors: FormErrors, version: RwSignal<i64>) -> Save {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let save = Action::new(move |(input, version): &(TeamUpdate, i64)| {
        let (client, input, version) = (client.clone(), input.clone(), *version);
        let id = team.with_untracked(|team| team.id);
        async move {
            queries
                .in_team(client.update_team(id, &input, version))
                .await
        }
    });
    let saved = save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(saved)) => {
            errors.clear();
            version.set(saved.version);
            if team.with_untracked(|team| team.slug != saved.slug) {
                browser::load(&team_page(&saved.slug, "settings"));
            } else {
                Toasts.success(texts.state_saved());
            }
        }
        Some(Err(error)) if errors.answer(&error) => focus_first_error(form),
        Some(Err(error)) => {
            let text = if error.code() == code::PRECONDITION_FAILED {
                Some(texts.teams_settings_conflict())
            } else {
                texts.error(error.code())
            };
            Toasts.danger(text.unwrap_or_default());
        }
    });
    // What changes elsewhere, but not in these fields, makes a new version all the same.
    let shown = team.with_untracked(|team| (team.name.clone(), team.slug.clone()));
    Effect::new(move || {
        team.with(|team| {
            if team.name == shown.0 && team.slug == shown.1 {
                version.set(team.version);
            }
        });
    });
    save
}
