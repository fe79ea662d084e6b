// Package numbers holds what the program is configured with.
package numbers

// Serial is the number of the first certificate.
const Serial = 1000

// Authorities says whether certificates are for authorities.
const Authorities = true
