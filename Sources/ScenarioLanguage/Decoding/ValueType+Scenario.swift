extension ValueType where Value == Int {
    /// The version of the language, which is 1.
    static var languageVersion: Self {
        Self(schema: { _ in ["const": 1] }) { input, decoder in
            guard let scalar = input.scalar, scalar.isNumber else {
                decoder.reportWrongType(input, expected: "the number 1")
                return nil
            }
            guard scalar.integer == 1 else {
                decoder.report(.unsupportedVersion(scalar.text), at: input)
                return nil
            }
            return 1
        }
    }
}

extension ValueType where Value == DeclaredTransitGatewayAttachment {
    /// An attachment: a mapping, or just the name of the VPC.
    static var attachment: Self {
        let name = ValueType<String>.name
        let mapping = ValueType<Value>.mapping(Value.self)
        return Self(schema: { ["anyOf": [name.schema(&$0), mapping.schema(&$0)]] }) { input, decoder in
            guard case .scalar = input.node.content else { return mapping.decode(input, &decoder) }
            guard let vpc = name.decode(input, &decoder) else { return nil }
            var attachment = DeclaredTransitGatewayAttachment(
                marks: Marks(node: input.node, place: input.place, fallback: input.node.mark))
            attachment.vpc = vpc
            return attachment
        }
    }
}
