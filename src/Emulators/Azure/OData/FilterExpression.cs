namespace MultiBatch.Emulators.Azure.OData;

/// <summary>Whether an entity is one that is asked for.</summary>
/// <param name="value">A property of the entity by its path: a text, a number, a truth, a moment, or null.</param>
internal delegate bool FilterExpression(Func<string, object?> value);
