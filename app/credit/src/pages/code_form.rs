//! The form that leads from a code to its enterprise. It is a plain GET form; the island in it says the same
//! sentence as the answer of the server, earlier.

use leptos::prelude::*;
use ui::{Button, Visit};

use crate::island::CodeField;
use crate::rules::code::Words;

/// The sentences of the code field in the reader's language. A place for a value is written as the word it
/// stands for, because the phone and not the server fills it in.
pub(crate) fn words(visit: &Visit) -> Words {
    let with = |key: &str| {
        visit.tn(
            key,
            &[
                ("typed", "{typed}".into()),
                ("place", "{place}".into()),
                ("character", "{character}".into()),
                ("meant", "{meant}".into()),
            ],
        )
    };
    Words {
        whole: visit.t("credit-code-whole").to_owned(),
        sole_trader: visit.t("credit-code-sole-trader").to_owned(),
        unfinished: with("credit-code-unfinished"),
        too_long: with("credit-code-too-long"),
        stranger: with("credit-code-stranger"),
        stranger_meant: with("credit-code-stranger-meant"),
        letter_in_region: with("credit-code-letter-in-region"),
        wrong_check: visit.t("credit-code-wrong-check").to_owned(),
        resident_id: visit.t("credit-code-resident-id").to_owned(),
    }
}

/// The form. `refused` is what came with a code that is none, and why.
pub(super) fn code_form(visit: &Visit, refused: Option<(&str, &str)>) -> AnyView {
    let (typed, error) = refused.unwrap_or_default();
    let error = (!error.is_empty()).then(|| {
        view! {
            <span class="field__error" id="code-error">
                {error.to_owned()}
            </span>
        }
    });
    let is_bad = error.is_some();
    let field = view! {
        <CodeField
            id="code".to_owned()
            name="code".to_owned()
            value=typed.to_owned()
            refused=is_bad
            words=words(visit)
        />
    };
    let field = field.into_any();
    view! {
        <section class="panel" aria-labelledby="code-title">
            <h2 class="panel__title" id="code-title">
                {visit.t("credit-code-title")}
            </h2>
            <form class="code-form" action=visit.href("/credit")>
                <div class=if is_bad { "field field--bad" } else { "field" }>
                    <label class="field__label" for="code">
                        {visit.t("credit-code-label")}
                    </label>
                    <span class="field__hint" id="code-hint">
                        {visit.t("credit-code-hint")}
                    </span>
                    {error}
                    <div data-wake="touch">
                        {field}
                    </div>
                </div>
                <Button text=visit.t("credit-code-find") />
            </form>
        </section>
    }
    .into_any()
}
