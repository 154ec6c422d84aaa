namespace DistLab.Checking.Orders;

/// <summary>The states of one object.</summary>
internal sealed class ObjectStates<TState> : ModelStates
    where TState : notnull
{
    private const int BytesOfUnknownState = 100;
    private const int BytesOfEntry = 48;

    private readonly ISequentialModel<TState> _model;
    private readonly IForesight<TState>? _foresight;
    private readonly Dictionary<TState, int> _numbers = [];
    private readonly List<TState> _states = [];
    private long _bytes;

    public ObjectStates(ISequentialModel<TState> model)
    {
        _model = model;
        _foresight = model as IForesight<TState>;
        Number(model.Initial);
    }

    public override long Bytes => _bytes;

    public override bool HasForesight => _foresight is not null;

    public override int Apply(int state, in SearchOperation operation)
    {
        if (_model.Apply(_states[state], operation.Call) is not { } answer)
            return Unfit;
        if (operation.Result is { } result && result != answer.Result)
            return Unfit;
        return operation.IsRead ? state : Number(answer.State);
    }

    public override bool IsOnTheWay(int state, in SearchOperation read) => _foresight!.IsOnTheWay(_states[state], read.Call, read.Result!.Value);

    public override bool CanBring(in SearchOperation operation, in SearchOperation read) => _foresight!.CanBring(operation.Call, read.Call, read.Result!.Value);

    public override bool IsBlind(in SearchOperation operation) => _foresight!.IsBlind(operation.Call);

    public override Value? ResultOf(int state, in SearchOperation operation) => _model.Apply(_states[state], operation.Call)?.Result;

    private int Number(TState state)
    {
        if (_numbers.TryGetValue(state, out var number))
            return number;
        _numbers.Add(state, _states.Count);
        _states.Add(state);
        _bytes += BytesOfEntry + (state is Value value ? value.Size : BytesOfUnknownState);
        return _states.Count - 1;
    }
}
