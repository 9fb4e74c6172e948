using OnnxExportSample;

string folder = Directory.CreateTempSubdirectory("onnx-export").FullName;
try
{
    Tour.Run(folder, Console.Out);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
