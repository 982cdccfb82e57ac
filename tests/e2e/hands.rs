//! What a person does: keys, clicks and taps. Nothing here sets focus, a value or a state by script.

use crate::page::Page;
use crate::tree::{Node, Role, is_named};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

/// How often Tab is pressed before a walk is called lost.
const WALK: usize = 300;

/// A key of the keyboard, as WebDriver numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    dead_code,
    reason = "the keys a person may need; a journey uses what its page needs"
)]
pub enum Key {
    Tab,
    ShiftTab,
    Enter,
    Space,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    Backspace,
    F2,
    /// A letter or a sign, wherever the focus is.
    Letter(char),
}

impl Key {
    fn code(self) -> char {
        match self {
            Key::Tab | Key::ShiftTab => '\u{e004}',
            Key::Enter => '\u{e007}',
            Key::Space => ' ',
            Key::Escape => '\u{e00c}',
            Key::Up => '\u{e013}',
            Key::Down => '\u{e015}',
            Key::Left => '\u{e012}',
            Key::Right => '\u{e014}',
            Key::Home => '\u{e011}',
            Key::End => '\u{e010}',
            Key::Backspace => '\u{e003}',
            Key::F2 => '\u{e032}',
            Key::Letter(letter) => letter,
        }
    }
}

const SHIFT: char = '\u{e008}';

impl Page {
    /// Presses a key and lets it go.
    pub async fn press(&self, key: Key) {
        self.step(format!("press {key:?}"));
        match key {
            Key::ShiftTab => {
                self.send(&[down(SHIFT), down(key.code()), up(key.code()), up(SHIFT)])
                    .await
            }
            key => self.send(&[down(key.code()), up(key.code())]).await,
        }
    }

    /// Types into the field that has the focus.
    pub async fn type_text(&self, text: &str) {
        self.step(format!("type {text:?}"));
        let (role, name) = self.focused().await;
        if !["textbox", "searchbox", "spinbutton", "combobox"].contains(&role.as_str()) {
            self.fail(&format!("type {text:?}: the focus is on {role} {name:?}"))
                .await;
        }
        let strokes: Vec<KeyAction> = text
            .chars()
            .flat_map(|letter| [down(letter), up(letter)])
            .collect();
        self.send(&strokes).await;
    }

    /// Clicks in the middle of what is seen: the thing itself or, for a field, its label.
    pub async fn click(&self, role: Role, name: &str) {
        self.clicks(role, name, 1).await;
    }

    /// Touches where a click would go, with one finger, and lifts it; see [`Page::set_touch_screen`].
    pub async fn tap(&self, role: Role, name: &str) {
        self.step(format!("tap {} {name:?}", role.name()));
        let point = self.point(role, name).await;
        let finger = json!([{"x": point[0], "y": point[1]}]);
        for (kind, fingers) in [("touchStart", finger), ("touchEnd", json!([]))] {
            let event = json!({"type": kind, "touchPoints": fingers});
            self.cdp("Input.dispatchTouchEvent", event).await;
        }
    }

    /// Fails unless fingers came down on this document, and nothing else.
    pub async fn assert_touched_only(&self) {
        let pointers = self.evaluate("[...new Set(pointers)]").await;
        assert_eq!(pointers, json!(["touch"]));
    }

    /// Clicks on it if it is there now: what goes away by itself may be gone.
    pub async fn click_if_there(&self, role: Role, name: &str) {
        if let Ok(point) = self.point_now(role, name).await {
            self.step(format!("click {} {name:?}", role.name()));
            self.mouse_at(&point, 1).await;
        }
    }

    /// Clicks twice, as people do on what looks like a button.
    pub async fn double_click(&self, role: Role, name: &str) {
        self.clicks(role, name, 2).await;
    }

    /// Role and name of what has the focus; `RootWebArea` is the page itself.
    pub async fn focused(&self) -> (String, String) {
        self.until("the focus", async || {
            let node = self.focus().await?;
            Ok((node.role().to_string(), node.name()))
        })
        .await
    }

    /// Presses Tab until the focus is there.
    pub async fn tab_to(&self, role: Role, name: &str) {
        self.walk(Key::Tab, role, name).await;
    }

    /// Presses the down arrow until the focus is there: the way through radio buttons.
    pub async fn arrow_to(&self, role: Role, name: &str) {
        self.walk(Key::Down, role, name).await;
    }

    /// Fails unless the focus can be seen: inside the window, not covered, with an outline or a shadow of 2 px or more.
    // Limit: the contrast of the ring is not measured.
    pub async fn assert_focus_seen(&self) {
        let (role, name) = self.focused().await;
        let fault = self.evaluate(&format!("({FOCUS_FAULT})()")).await;
        if let Value::String(fault) = fault {
            self.fail(&format!("the focus on {role} {name:?} {fault}"))
                .await;
        }
    }

    /// Keys pressed so far.
    pub fn keys_pressed(&self) -> usize {
        self.shared.keys.load(Ordering::Relaxed)
    }

    async fn walk(&self, key: Key, role: Role, name: &str) {
        // What the walk looks for may still be on its way.
        self.find(role, name).await;
        let mut way = Vec::new();
        for _ in 0..WALK {
            let at = self.until("the focus", async || self.focus().await).await;
            // Looking through the page takes a frame, a step of the walk much less.
            if at.role() == role.name()
                && is_named(&at.name(), name)
                && self.only(role, name).await.map(|node| node.backend()) == Ok(at.backend())
            {
                return;
            }
            way.push(format!("{} {:?}", at.role(), at.name()));
            self.press(key).await;
        }
        let way = way.join(", ");
        self.fail(&format!(
            "{key:?} does not reach {} {name:?} but {way}",
            role.name()
        ))
        .await
    }

    /// The focused node, into open shadow trees.
    async fn focus(&self) -> Result<Node, String> {
        let session = &self.shared.session;
        let script = "(() => { let at = document.activeElement ?? document; while (at.shadowRoot?.activeElement) \
                      at = at.shadowRoot.activeElement; return at === document.body ? document : at })()";
        let parameters = json!({"expression": script, "objectGroup": "e2e"});
        let object = session.cdp("Runtime.evaluate", parameters).await?;
        let parameters = json!({"objectId": object["result"]["objectId"], "fetchRelatives": false});
        let answer = session
            .cdp("Accessibility.getPartialAXTree", parameters)
            .await?;
        session
            .cdp("Runtime.releaseObjectGroup", json!({"objectGroup": "e2e"}))
            .await?;
        Node::perceived(&answer)
            .into_iter()
            .next()
            .ok_or("on something that has no role".into())
    }

    /// Puts the mouse button down on it; [`Page::let_go`] lifts it there.
    pub async fn hold(&self, role: Role, name: &str) -> Value {
        self.step(format!("hold {} {name:?}", role.name()));
        let point = self.point(role, name).await;
        self.mouse(&["mouseMoved", "mousePressed"], &point, 1).await;
        point
    }

    /// Lifts the mouse button.
    pub async fn let_go(&self, point: Value) {
        self.step("let go".into());
        self.mouse(&["mouseReleased"], &point, 1).await;
    }

    async fn clicks(&self, role: Role, name: &str, count: u32) {
        self.step(format!("click {} {name:?}", role.name()));
        let point = self.point(role, name).await;
        self.mouse_at(&point, count).await;
    }

    async fn mouse_at(&self, point: &Value, count: u32) {
        for click in 1..=count {
            let events = ["mouseMoved", "mousePressed", "mouseReleased"];
            self.mouse(&events, point, click).await;
        }
    }

    /// Where to click, once that is possible.
    async fn point(&self, role: Role, name: &str) -> Value {
        let what = format!("click {} {name:?}", role.name());
        self.until(&what, async || self.point_now(role, name).await)
            .await
    }

    async fn point_now(&self, role: Role, name: &str) -> Result<Value, String> {
        let node = self.only(role, name).await?;
        if node.is("disabled") {
            return Err("it is disabled".into());
        }
        let point = self.ask(node.backend(), CLICK_POINT).await?;
        let found = point.is_array().then_some(point);
        found.ok_or("it is covered, moves, or has no size".into())
    }

    async fn mouse(&self, events: &[&str], point: &Value, click: u32) {
        for kind in events {
            let event = json!({"type": kind, "x": point[0], "y": point[1], "button": "left", "clickCount": click});
            self.cdp("Input.dispatchMouseEvent", event).await;
        }
    }

    async fn send(&self, strokes: &[KeyAction]) {
        let keyboard = KeyActions::new("keyboard".into());
        let keyboard = strokes.iter().cloned().fold(keyboard, KeyActions::then);
        self.shared
            .keys
            .fetch_add(strokes.len() / 2, Ordering::Relaxed);
        if let Err(error) = self.shared.session.strokes(keyboard).await {
            self.fail(&format!("keys: {error}")).await;
        }
    }
}

fn down(value: char) -> KeyAction {
    KeyAction::Down { value }
}

fn up(value: char) -> KeyAction {
    KeyAction::Up { value }
}

/// Where a finger would go: the middle of the first box of `this` or of its labels that nothing covers, scrolled into view, once a frame
/// later it is still there. Or null.
const CLICK_POINT: &str = "async function () {
    const point = (element) => {
        const show = () => element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
        const outside = (box) => box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
        const uncovered = () => {
            const middles = [...element.getClientRects()].map((box) => [box.left + box.width / 2, box.top + box.height / 2]);
            return middles.find((at) => element.contains(element.getRootNode().elementFromPoint(...at))) ?? null;
        };
        if (outside(element.getBoundingClientRect())) show();
        // What sticks at an edge may lie over it.
        return uncovered() ?? (show(), uncovered());
    };
    const look = () => [this, ...(this.labels ?? [])].reduce((found, element) => found ?? point(element), null);
    const before = look();
    // A tab that is not seen draws no frames.
    await new Promise((go) => { requestAnimationFrame(go); setTimeout(go, 100); });
    const after = look();
    return before && after && before.every((side, at) => side === after[at]) ? after : null;
}";

/// What is wrong with how the focus shows, or null.
const FOCUS_FAULT: &str = "() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'is lost';
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'is outside the window';
    const label = element.labels?.[0];
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(element.contains(hit) || hit.contains(element) || label?.contains(hit))) return 'is covered';
    const shows = (each) => {
        const style = getComputedStyle(each);
        const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
        return outline >= 2 || style.outlineStyle === 'auto' || style.boxShadow !== 'none';
    };
    return [element, label].some((each) => each && shows(each)) ? null : 'has no visible ring';
}";
