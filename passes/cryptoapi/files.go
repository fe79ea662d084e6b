package cryptoapi

import _ "embed"

// file is a file of rows.
type file struct{ name, text string }

// builtinFiles returns the files of the built-in table, one for each domain. They
// are strings, because an embed.FS would copy them in each process.
func builtinFiles() []file {
	return []file{
		{"apis/ciphers.txt", ciphersText},
		{"apis/comparisons.txt", comparisonsText},
		{"apis/encodings.txt", encodingsText},
		{"apis/hashes.txt", hashesText},
		{"apis/kdf.txt", kdfText},
		{"apis/outside.txt", outsideText},
		{"apis/protocols.txt", protocolsText},
		{"apis/publickey.txt", publickeyText},
		{"apis/randomness.txt", randomnessText},
		{"apis/settings.txt", settingsText},
		{"apis/streams.txt", streamsText},
		{"apis/texts.txt", textsText},
		{"apis/tokens.txt", tokensText},
	}
}

var (
	//go:embed apis/ciphers.txt
	ciphersText string
	//go:embed apis/comparisons.txt
	comparisonsText string
	//go:embed apis/encodings.txt
	encodingsText string
	//go:embed apis/hashes.txt
	hashesText string
	//go:embed apis/kdf.txt
	kdfText string
	//go:embed apis/outside.txt
	outsideText string
	//go:embed apis/protocols.txt
	protocolsText string
	//go:embed apis/publickey.txt
	publickeyText string
	//go:embed apis/randomness.txt
	randomnessText string
	//go:embed apis/settings.txt
	settingsText string
	//go:embed apis/streams.txt
	streamsText string
	//go:embed apis/texts.txt
	textsText string
	//go:embed apis/tokens.txt
	tokensText string
)
