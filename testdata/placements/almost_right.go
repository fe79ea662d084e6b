package placements

import "crypto/des"

// Row: `// cryptolint:ignore`, `//cryptolint:ingore`, `/*cryptolint:ignore*/`, one dash or a colon before the reason | anywhere | nothing; CL001 reports it and `cryptolint fix` corrects it
func almostRight(reported []byte) {
	_, _ = des.NewCipher(reported) // cryptolint:ignore CL202 -- old terminals
	_, _ = des.NewCipher(reported) //cryptolint:ingore CL202 -- old terminals
	_, _ = des.NewCipher(reported) /*cryptolint:ignore CL202 -- old terminals*/
	_, _ = des.NewCipher(reported) //cryptolint:ignore CL202 - old terminals
	_, _ = des.NewCipher(reported) //cryptolint:ignore CL202: old terminals
}
