// Package words holds the characters of texts.
package words

// Alphanumeric are the letters and digits of ASCII.
const Alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// Count is how many they are.
const Count = len(Alphanumeric)
