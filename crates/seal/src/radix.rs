//! Bytes as a number in another base: decimal for QR codes (numeric mode: 3.3 bits a digit), 58 for `did:key`.

/// The digits of the bytes, read as one big-endian number; leading zero bytes are lost.
pub(crate) fn digits(bytes: &[u8], base: u32) -> Vec<u8> {
    let mut digits: Vec<u8> = Vec::with_capacity(bytes.len() * 5 / 2);
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = (carry % base) as u8;
            carry /= base;
        }
        while carry > 0 {
            digits.push((carry % base) as u8);
            carry /= base;
        }
    }
    digits.reverse();
    digits
}

/// The bytes whose number has these digits, without leading zeros. The inverse of [`digits`].
pub(crate) fn bytes(digits: &[u8], base: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::with_capacity(digits.len());
    for digit in digits {
        let mut carry = u32::from(*digit);
        for byte in &mut bytes {
            carry += u32::from(*byte) * base;
            *byte = (carry & 0xFF) as u8;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push((carry & 0xFF) as u8);
            carry >>= 8;
        }
    }
    bytes.reverse();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_from_any_base() {
        let number = [1, 0, 0xFF, 7];
        assert_eq!(digits(&number, 10), [1, 6, 8, 4, 2, 5, 0, 3]);
        for base in [2, 10, 58] {
            assert_eq!(bytes(&digits(&number, base), base), number);
        }
        assert_eq!(bytes(&[], 10), Vec::<u8>::new());
        assert_eq!(digits(&[0, 0], 10), Vec::<u8>::new());
    }
}
