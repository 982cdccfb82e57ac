//! What a page says to someone who cannot see it: roles, names and states from the browser's accessibility tree.

use serde_json::Value;

/// What a thing on the page is. The names are those Chromium's accessibility tree uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    dead_code,
    reason = "the whole table is the vocabulary; a journey uses what its page has"
)]
pub enum Role {
    Alert,
    Article,
    Banner,
    Button,
    Cell,
    CheckBox,
    ComboBox,
    Complementary,
    ContentInfo,
    Dialog,
    /// The `summary` of a `details`.
    Disclosure,
    Form,
    /// `fieldset`, `details` and `role="group"`.
    Group,
    Heading,
    Image,
    Link,
    List,
    ListBox,
    ListItem,
    Main,
    Navigation,
    /// One of a `select`.
    ListOption,
    Number,
    Paragraph,
    Progress,
    Radio,
    RadioGroup,
    Region,
    Row,
    Search,
    SearchBox,
    Status,
    Table,
    TextBox,
}

impl Role {
    /// The role's name in the browser's protocol.
    pub fn name(self) -> &'static str {
        match self {
            Role::Alert => "alert",
            Role::Article => "article",
            Role::Banner => "banner",
            Role::Button => "button",
            Role::Cell => "cell",
            Role::CheckBox => "checkbox",
            Role::ComboBox => "combobox",
            Role::Complementary => "complementary",
            Role::ContentInfo => "contentinfo",
            Role::Dialog => "dialog",
            Role::Disclosure => "DisclosureTriangle",
            Role::Form => "form",
            Role::Group => "group",
            Role::Heading => "heading",
            Role::Image => "image",
            Role::Link => "link",
            Role::List => "list",
            Role::ListBox => "listbox",
            Role::ListItem => "listitem",
            Role::Main => "main",
            Role::Navigation => "navigation",
            Role::ListOption => "option",
            Role::Number => "spinbutton",
            Role::Paragraph => "paragraph",
            Role::Progress => "progressbar",
            Role::Radio => "radio",
            Role::RadioGroup => "radiogroup",
            Role::Region => "region",
            Role::Row => "row",
            Role::Search => "search",
            Role::SearchBox => "searchbox",
            Role::Status => "status",
            Role::Table => "table",
            Role::TextBox => "textbox",
        }
    }
}

/// One node of the accessibility tree, as it was when it was read.
#[derive(Debug, Clone)]
pub struct Node(Value);

impl Node {
    /// The nodes of a protocol answer that a person can perceive.
    pub fn perceived(answer: &Value) -> Vec<Node> {
        let nodes = answer["nodes"].as_array().cloned().unwrap_or_default();
        nodes
            .into_iter()
            .filter(|node| node["ignored"] == false)
            .map(Node)
            .collect()
    }

    /// Accessible name, white space joined.
    pub fn name(&self) -> String {
        joined(self.0["name"]["value"].as_str().unwrap_or_default())
    }

    /// Role as Chromium says it.
    pub fn role(&self) -> &str {
        self.0["role"]["value"].as_str().unwrap_or_default()
    }

    /// The value of a field or a meter.
    pub fn value(&self) -> String {
        self.0["value"]["value"]
            .as_str()
            .map_or_else(|| self.0["value"]["value"].to_string(), joined)
    }

    /// Hint and error of a field, as `aria-describedby` gives them.
    pub fn description(&self) -> String {
        joined(self.0["description"]["value"].as_str().unwrap_or_default())
    }

    /// Whether a state (`checked`, `disabled`, `expanded`, `focused`, `invalid`, `required`, `selected`) holds.
    pub fn is(&self, state: &str) -> bool {
        let mut properties = self.0["properties"].as_array().into_iter().flatten();
        let value = properties
            .find(|property| property["name"] == state)
            .map(|property| &property["value"]["value"]);
        value.is_some_and(|value| value == true || value == "true")
    }

    /// The node of the document behind it.
    pub(crate) fn backend(&self) -> u64 {
        self.0["backendDOMNodeId"].as_u64().unwrap_or_default()
    }
}

/// Whether a name is the one asked for; `…` at the end asks for how it begins.
pub fn is_named(name: &str, wanted: &str) -> bool {
    name == wanted
        || wanted
            .strip_suffix('…')
            .is_some_and(|beginning| name.starts_with(beginning))
}

/// White space as a person reads it: one blank.
pub fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tree as indented lines, `button "Enviar" disabled`, without the nodes that say nothing.
pub fn outline(answer: &Value) -> String {
    let nodes = answer["nodes"].as_array().cloned().unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(root) = nodes.first() {
        describe(root, &nodes, "", 0, &mut lines);
    }
    lines.join("\n")
}

const STATES: [&str; 7] = [
    "checked", "disabled", "expanded", "focused", "invalid", "required", "selected",
];
const SILENT: [&str; 7] = [
    "generic",
    "none",
    "InlineTextBox",
    "LabelText",
    "Legend",
    "ListMarker",
    "LineBreak",
];

fn describe(value: &Value, all: &[Value], parent: &str, depth: usize, lines: &mut Vec<String>) {
    let node = Node(value.clone());
    let name = node.name();
    let repeats = node.role() == "StaticText" && parent.contains(&name);
    let is_shown = value["ignored"] == false && !SILENT.contains(&node.role()) && !repeats;
    if is_shown {
        lines.push(format!("{}{}", "  ".repeat(depth), line(&node, &name)));
    }
    let name = if is_shown { name.as_str() } else { parent };
    for id in value["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = all.iter().find(|node| &node["nodeId"] == id) {
            describe(child, all, name, depth + usize::from(is_shown), lines);
        }
    }
}

fn line(node: &Node, name: &str) -> String {
    let mut line = node.role().to_string();
    if !name.is_empty() {
        line += &format!(" {name:?}");
    }
    if !node.0["value"]["value"].is_null() && node.value() != name {
        line += &format!(" = {:?}", node.value());
    }
    if !node.description().is_empty() {
        line += &format!(" ({})", node.description());
    }
    for state in STATES.into_iter().filter(|state| node.is(state)) {
        line += &format!(" {state}");
    }
    line
}
