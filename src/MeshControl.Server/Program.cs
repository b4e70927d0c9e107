using MeshControl.Server.Hosting;

return await ServeCommand.Create().Parse(args).InvokeAsync();
