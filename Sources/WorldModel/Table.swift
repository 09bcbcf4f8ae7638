/// A typed index into one of the world's tables.
public struct Reference<Element>: Hashable, Sendable, Comparable {
    /// The position in the table, from 0.
    public let index: Int

    /// The element at a position that the caller knows to be in the table.
    public init(_ index: Int) { self.index = index }

    /// The order of declaration.
    public static func < (left: Reference, right: Reference) -> Bool { left.index < right.index }
}

/// The elements of one kind, in the order in which the scenario declares them.
public struct Table<Element: Sendable>: Sendable {
    /// All elements.
    public private(set) var elements: [Element]

    /// A table of the given elements.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// The element that a reference stands for.
    public subscript(reference: Reference<Element>) -> Element {
        get { elements[reference.index] }
        // In place, so that changing one field does not copy what else the element holds.
        _modify { yield &elements[reference.index] }
    }

    /// References to all elements, in order.
    public var references: [Reference<Element>] { elements.indices.map(Reference.init) }

    /// Adds an element at the end and returns its reference.
    public mutating func append(_ element: Element) -> Reference<Element> {
        elements.append(element)
        return Reference(elements.count - 1)
    }
}
