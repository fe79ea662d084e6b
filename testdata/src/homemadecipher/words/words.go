// Package words holds texts, and no cryptography.
package words

// Key is what everything is hidden with.
const Key = "swordfish"
