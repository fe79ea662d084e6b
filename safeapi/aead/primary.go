package aead

// EncryptingAs returns a Keyring with the keys of r that encrypts with the one
// that ciphertext was made with, to write a value back without changing its key.
// It returns false if none of the keys fits. The context is not checked.
func (r *Keyring) EncryptingAs(ciphertext []byte) (*Keyring, bool) {
	if r.primary(); len(ciphertext) < headerSize {
		return nil, false
	}
	f := messageForm
	if ciphertext[0] == streamForm.version {
		f = streamForm
	}
	for i, k := range r.keys {
		one := &Keyring{keys: []Key{k}}
		if _, _, err := one.find(ciphertext[:headerSize], f); err != nil {
			continue
		}
		keys := append([]Key{k}, r.keys[:i]...)
		return &Keyring{keys: append(keys, r.keys[i+1:]...)}, true
	}
	return nil, false
}
