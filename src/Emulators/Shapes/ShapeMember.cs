namespace MultiBatch.Emulators.Shapes;

/// <summary>A member of a structure.</summary>
internal sealed record ShapeMember(Shape Shape, bool IsRequired);
