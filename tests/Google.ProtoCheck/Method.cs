using Google.Protobuf.Reflection;

namespace MultiBatch.Google.ProtoCheck;

/// <summary>What a method takes and gives.</summary>
/// <param name="Parameters">The message whose fields the parameters of the address are.</param>
/// <param name="Body">The message in the body; null for none.</param>
/// <param name="Reply">The message in the reply.</param>
internal sealed record Method(MessageDescriptor Parameters, MessageDescriptor? Body, MessageDescriptor Reply);
