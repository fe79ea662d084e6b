package cryptoapi

// encodingPackages write values in another form and read them back.
//
// The constructors of encoders have no rows: what is written to an encoder ends
// up in the writer that it was made for, which a row cannot say.
var encodingPackages = []pkg{
	{
		paths:   []string{"encoding"},
		carrier: true,
		funcs: []Func{
			{Name: "BinaryMarshaler.MarshalBinary TextMarshaler.MarshalText", Result: From(Receiver)},
			{Name: "BinaryAppender.AppendBinary TextAppender.AppendText", Result: From(Receiver, 0)},
			{Name: "BinaryUnmarshaler.UnmarshalBinary TextUnmarshaler.UnmarshalText", Fills: Fills{Receiver: From(0)}},
		},
	},
	{
		paths:   []string{"encoding/hex"},
		carrier: true,
		funcs: []Func{
			{Name: "EncodeToString DecodeString Dump NewDecoder", Result: From(0)},
			{Name: "AppendEncode AppendDecode", Result: From(0, 1)},
			{Name: "Encode Decode", Fills: Fills{0: From(1)}},
			{Name: "EncodedLen DecodedLen"},
		},
	},
	{
		paths:   []string{"encoding/base64", "encoding/base32"},
		carrier: true,
		funcs: []Func{
			{Name: "Encoding.EncodeToString Encoding.DecodeString", Result: From(0)},
			{Name: "Encoding.AppendEncode Encoding.AppendDecode", Result: From(0, 1)},
			{Name: "Encoding.Encode Encoding.Decode", Fills: Fills{0: From(1)}},
			{Name: "Encoding.EncodedLen Encoding.DecodedLen Encoding.WithPadding NewEncoding"},
			{Name: "NewDecoder", Result: From(1)},
		},
	},
	{
		paths:   []string{"encoding/ascii85"},
		carrier: true,
		funcs: []Func{
			{Name: "Encode Decode", Fills: Fills{0: From(1)}},
			{Name: "MaxEncodedLen"},
			{Name: "NewDecoder", Result: From(0)},
		},
	},
	{
		// The Put functions write a few bytes of what is often more: they add
		// to the memory.
		paths:   []string{"encoding/binary"},
		carrier: true,
		funcs: []Func{
			{
				Name: "ByteOrder.PutUint16 ByteOrder.PutUint32 ByteOrder.PutUint64 " +
					"littleEndian.PutUint16 littleEndian.PutUint32 littleEndian.PutUint64 " +
					"bigEndian.PutUint16 bigEndian.PutUint32 bigEndian.PutUint64 PutUvarint PutVarint",
				Appends: Fills{0: From(1)},
			},
			{
				Name: "ByteOrder.Uint16 ByteOrder.Uint32 ByteOrder.Uint64 " +
					"littleEndian.Uint16 littleEndian.Uint32 littleEndian.Uint64 " +
					"bigEndian.Uint16 bigEndian.Uint32 bigEndian.Uint64 Uvarint Varint ReadUvarint ReadVarint",
				Result: From(0),
			},
			{
				Name: "AppendByteOrder.AppendUint16 AppendByteOrder.AppendUint32 AppendByteOrder.AppendUint64 " +
					"littleEndian.AppendUint16 littleEndian.AppendUint32 littleEndian.AppendUint64 " +
					"bigEndian.AppendUint16 bigEndian.AppendUint32 bigEndian.AppendUint64 AppendUvarint AppendVarint",
				Result: From(0, 1),
			},
			{Name: "Append", Result: From(0, 2)},
			{Name: "Write Encode", Appends: Fills{0: From(2)}},
			{Name: "Read", Fills: Fills{2: From(0)}},
			{Name: "Decode", Fills: Fills{2: From(0)}},
			{Name: "Size"},
		},
	},
	{
		paths:   []string{"encoding/json"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal MarshalIndent NewDecoder", Result: From(0)},
			{Name: "Unmarshal", Fills: Fills{1: From(0)}},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
			{Name: "Decoder.Buffered Decoder.Token RawMessage.MarshalJSON Number.String", Result: From(Receiver)},
			{Name: "Number.Int64 Number.Float64 Marshaler.MarshalJSON", Result: From(Receiver)},
			{Name: "Compact HTMLEscape Indent", Appends: Fills{0: From(1)}},
			{Name: "Valid Decoder.More Decoder.UseNumber Decoder.DisallowUnknownFields"},
		},
	},
	{
		paths:   []string{"encoding/xml"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal MarshalIndent NewDecoder", Result: From(0)},
			{Name: "Unmarshal", Fills: Fills{1: From(0)}},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
			{Name: "Escape EscapeText", Appends: Fills{0: From(1)}},
		},
	},
	{
		paths:   []string{"encoding/gob"},
		carrier: true,
		funcs: []Func{
			{Name: "NewDecoder", Result: From(0)},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
		},
	},
	{
		paths:   []string{"encoding/asn1"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal MarshalWithParams", Result: From(0)},
			{Name: "Unmarshal UnmarshalWithParams", Result: From(0), Fills: Fills{1: From(0)}},
		},
	},
	{
		paths:   []string{"encoding/pem"},
		carrier: true,
		funcs: []Func{
			{Name: "Encode", Appends: Fills{0: From(1)}},
			{Name: "EncodeToMemory", Result: From(0)},
			{Name: "Decode", Result: From(0), Second: From(0)},
		},
	},
	{
		paths:   []string{"math/big"},
		carrier: true,
		funcs: []Func{
			{Name: "NewInt", Result: From(0)},
			{
				Name: "Int.Bytes Int.Int64 Int.Uint64 Int.String Int.Text Int.Bit Int.Bits " +
					"Int.MarshalText Int.MarshalJSON Int.GobEncode",
				Result: From(Receiver),
			},
			{Name: "Int.Append Int.AppendText", Result: From(Receiver, 0)},
			{Name: "Int.FillBytes", Fills: Fills{0: From(Receiver)}, Result: From(Receiver)},
			{
				Name: "Int.SetBytes Int.SetBits Int.SetString Int.SetInt64 Int.SetUint64 Int.Set Int.Abs Int.Neg " +
					"Int.Not Int.Sqrt Int.Rand Int.Lsh Int.Rsh",
				Fills:  Fills{Receiver: From(0)},
				Result: From(0),
			},
			{Name: "Int.UnmarshalText Int.UnmarshalJSON Int.GobDecode", Fills: Fills{Receiver: From(0)}},
			{
				Name: "Int.Add Int.And Int.AndNot Int.Binomial Int.Div Int.Mod Int.ModInverse Int.ModSqrt Int.Mul " +
					"Int.MulRange Int.Or Int.Quo Int.Rem Int.Sub Int.Xor",
				Fills:  Fills{Receiver: From(0, 1)},
				Result: From(0, 1),
			},
			{Name: "Int.SetBit", Fills: Fills{Receiver: From(0, 2)}, Result: From(0, 2)},
			{Name: "Int.Exp", Fills: Fills{Receiver: From(0, 1, 2)}, Result: From(0, 1, 2)},
			{
				Name:   "Int.DivMod Int.QuoRem",
				Fills:  Fills{Receiver: From(0, 1), 2: From(0, 1)},
				Result: From(0, 1),
				Second: From(0, 1),
			},
			{Name: "Int.BitLen Int.Cmp Int.CmpAbs Int.IsInt64 Int.IsUint64 Int.ProbablyPrime Int.Sign Int.TrailingZeroBits"},
		},
	},
	{
		paths:   []string{"net/url"},
		carrier: true,
		funcs: []Func{
			{Name: "QueryEscape QueryUnescape PathEscape PathUnescape", Result: From(0)},
			{Name: "Parse ParseRequestURI ParseQuery", Result: From(0)},
			{Name: "JoinPath", Result: From(0, 1)},
			{Name: "URL.String URL.Query URL.EscapedPath URL.RequestURI URL.Hostname URL.Port", Result: From(Receiver)},
			{Name: "Values.Get Values.Encode", Result: From(Receiver)},
			{Name: "Values.Set Values.Add", Appends: Fills{Receiver: From(1)}},
			{Name: "Values.Del Values.Has"},
			{Name: "User", Result: From(0)},
			{Name: "Userinfo.Username Userinfo.Password Userinfo.String", Result: From(Receiver)},
		},
	},
}
