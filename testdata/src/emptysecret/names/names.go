// Package names has names of variables, and flags. It has no cryptography.
package names

// Token is the variable that holds the token.
const Token = "API_TOKEN"

// Inverted is no choice of crypto/subtle.
const Inverted = -1
