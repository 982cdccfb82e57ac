//! What changes while it is shown, type-erased at once: every closure type of its own costs 1 to 8 kB of wasm, a boxed one nothing more.
//! (Measured on this app: 271 kB of brotli without these functions and `VecMap`; ARCHITECTURE.md has the figures.)

use leptos::either::Either;
use leptos::prelude::*;

/// A view that is drawn again when what it reads changes.
pub fn dynamic(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// A view that is made anew when what it reads changes, where [`dynamic`] mends what is there: nothing of the old one stays, not even
/// what a translator has made of it.
pub fn anew(mut draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let mut even = false;
    let draw: Box<dyn FnMut() -> Either<AnyView, AnyView> + Send> = Box::new(move || {
        even = !even;
        if even {
            Either::Left(draw())
        } else {
            Either::Right(draw())
        }
    });
    draw.into_any()
}

/// Words that change. They are put as a whole: what a translator has made of the old ones goes with them.
pub fn words(mut words: impl FnMut() -> String + Send + 'static) -> AnyView {
    if cfg!(target_arch = "wasm32") {
        let words: Box<dyn FnMut() -> String + Send> = Box::new(words);
        view! { <span prop:textContent=words></span> }.into_any()
    } else {
        let words = words();
        view! { <span>{words}</span> }.into_any()
    }
}

/// An attribute that is there or not.
pub fn flag(holds: impl FnMut() -> bool + Send + 'static) -> Box<dyn FnMut() -> bool + Send> {
    Box::new(holds)
}

/// An attribute whose text changes; `None` takes it away.
pub fn attribute(
    text: impl FnMut() -> Option<&'static str> + Send + 'static,
) -> Box<dyn FnMut() -> Option<&'static str> + Send> {
    Box::new(text)
}

/// What [`Memo::new`] takes, boxed; the argument is the value before.
type Derivation<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// A derived value that is only told on when it changes.
pub fn memo<T>(derive: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let derive: Derivation<T> = Box::new(move |_| derive());
    Memo::new(derive)
}

/// What happens when a button is pressed.
pub fn press(mut act: impl FnMut() + 'static) -> Box<dyn FnMut(leptos::ev::MouseEvent)> {
    Box::new(move |_| act())
}

/// What happens when a key goes down.
pub fn keydown(
    act: impl FnMut(leptos::ev::KeyboardEvent) + 'static,
) -> Box<dyn FnMut(leptos::ev::KeyboardEvent)> {
    Box::new(act)
}

/// What happens when a field changes.
pub fn change(act: impl FnMut(leptos::ev::Event) + 'static) -> Box<dyn FnMut(leptos::ev::Event)> {
    Box::new(act)
}
