//! An event out of the tree of its JSON.
//!
//! The reader of serde_json compares the name of every field of every kind of event with the text, and puts each fault into words: most of
//! what JSON cost the app. Here a struct asks for its fields one after the other, and a tree says an event or something else.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer as _, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What a field holds that is not there.
const NOTHING: &Value = &Value::Null;

/// What the tree says. Fields that nobody asks for are passed over; a struct is an object, never a list.
///
/// # Errors
/// When it says something else.
pub(super) fn read<'a, T: Deserialize<'a>>(tree: &'a Value) -> Result<T, Otherwise> {
    T::deserialize(Tree(tree))
}

/// The tree says something else.
#[derive(Debug)]
pub(super) struct Otherwise;

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tree says something else")
    }
}

impl std::error::Error for Otherwise {}

impl de::Error for Otherwise {
    fn custom<T: fmt::Display>(_: T) -> Otherwise {
        Otherwise
    }
}

#[derive(Clone, Copy)]
struct Tree<'a>(&'a Value);

impl<'a> Tree<'a> {
    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(Otherwise),
        }
    }

    fn number<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match (self.0.as_u64(), self.0.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (None, Some(number)) => visitor.visit_i64(number),
            (None, None) => Err(Otherwise),
        }
    }

    fn list<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        let mut elements = Elements(self.0.as_array().ok_or(Otherwise)?.iter());
        let value = visitor.visit_seq(&mut elements)?;
        match elements.0.next() {
            None => Ok(value),
            Some(_) => Err(Otherwise),
        }
    }
}

impl<'a> de::Deserializer<'a> for Tree<'a> {
    type Error = Otherwise;

    /// For what no event holds.
    fn deserialize_any<V: Visitor<'a>>(self, _: V) -> Result<V::Value, Otherwise> {
        Err(Otherwise)
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'a>>
        f32 f64 i128 u128 char bytes byte_buf unit unit_struct map tuple_struct identifier ignored_any
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        visitor.visit_bool(self.0.as_bool().ok_or(Otherwise)?)
    }

    fn deserialize_u8<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_u16<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_u32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_u64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_i8<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_i16<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_i32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_i64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.number(visitor)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.text(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'a>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        let object = self.0.as_object().ok_or(Otherwise)?;
        visitor.visit_seq(Fields {
            object,
            left: fields.iter(),
        })
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        visitor.visit_enum(match self.0 {
            Value::String(name) => Arm(name, NOTHING),
            Value::Object(object) if object.len() == 1 => {
                let (name, content) = object.iter().next().ok_or(Otherwise)?;
                Arm(name, content)
            }
            _ => return Err(Otherwise),
        })
    }
}

/// The elements of a list.
struct Elements<'a>(std::slice::Iter<'a, Value>);

impl<'a> SeqAccess<'a> for Elements<'a> {
    type Error = Otherwise;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Otherwise> {
        let next = self.0.next();
        next.map(|value| seed.deserialize(Tree(value))).transpose()
    }
}

/// The fields of a struct in the order of its declaration.
struct Fields<'a> {
    object: &'a Map<String, Value>,
    left: std::slice::Iter<'static, &'static str>,
}

impl<'a> SeqAccess<'a> for Fields<'a> {
    type Error = Otherwise;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Otherwise> {
        let Some(name) = self.left.next() else {
            return Ok(None);
        };
        match self.object.get(*name) {
            Some(value) => seed.deserialize(Tree(value)).map(Some),
            // An option is none then; for anything else its default counts, or the struct cannot be read.
            None => Ok(seed.deserialize(Tree(NOTHING)).ok()),
        }
    }
}

/// An arm of an enum: its name, and what it holds.
struct Arm<'a>(&'a str, &'a Value);

impl<'a> de::EnumAccess<'a> for Arm<'a> {
    type Error = Otherwise;
    type Variant = Tree<'a>;

    fn variant_seed<T: DeserializeSeed<'a>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Tree<'a>), Otherwise> {
        let name: StrDeserializer<'a, Otherwise> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, Tree(self.1)))
    }
}

impl<'a> de::VariantAccess<'a> for Tree<'a> {
    type Error = Otherwise;

    fn unit_variant(self) -> Result<(), Otherwise> {
        match self.0 {
            Value::Null => Ok(()),
            _ => Err(Otherwise),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Otherwise> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'a>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        self.list(visitor)
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        de::Deserializer::deserialize_struct(self, "", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::event::Event;
    use serde_json::json;

    /// Everything that a tree becomes when one of its nodes is something else, or is not there.
    fn damaged(tree: &Value) -> Vec<Value> {
        let others = [
            json!(null),
            json!(true),
            json!(-1),
            json!(7),
            json!(300),
            json!(u64::MAX),
            json!(1.5),
            json!(""),
            json!("Low"),
            json!({}),
            json!({"Low": null}),
        ];
        let mut all = Vec::from(others);
        if let Value::Object(object) = tree {
            for (name, value) in object {
                let with = |value: Option<Value>| {
                    let mut object = object.clone();
                    match value {
                        Some(value) => object.insert(name.clone(), value),
                        None => object.remove(name),
                    };
                    Value::Object(object)
                };
                all.push(with(None));
                all.extend(damaged(value).into_iter().map(|value| with(Some(value))));
            }
            let mut more = object.clone();
            more.insert("zz".into(), json!(1));
            all.push(Value::Object(more));
        }
        if let Value::Array(list) = tree {
            for place in 0..list.len() {
                for value in damaged(&list[place]) {
                    let mut list = list.clone();
                    list[place] = value;
                    all.push(Value::Array(list));
                }
            }
            all.push(Value::Array([&list[..], &[json!(1)]].concat()));
            all.push(Value::Array(list.iter().skip(1).cloned().collect()));
        }
        all
    }

    #[test]
    fn a_tree_says_what_serde_json_reads_in_it() {
        let golden = include_str!("../../testdata/record-v1.jsonl");
        let (mut read_at_all, mut refused) = (0, 0);
        for line in golden.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let whole = line["e"].clone();
            for tree in [vec![whole.clone()], damaged(&whole)].concat() {
                let expected = Event::deserialize(&tree).ok();
                assert_eq!(read::<Event>(&tree).ok(), expected, "{tree}");
                match expected {
                    Some(_) => read_at_all += 1,
                    None => refused += 1,
                }
            }
        }
        assert!(
            read_at_all > 100 && refused > 1000,
            "{read_at_all} {refused}"
        );
    }
}
